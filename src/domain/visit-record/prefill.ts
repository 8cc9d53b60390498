import type { CaseState } from '../case/case-state.ts';
import type { OfficerRegister } from '../reference/officers.ts';
import type { OnSite, Party, RecordAnswers, RecordOfficer } from './answers.ts';
import type { Visit } from './visit-items.ts';
import { factOf, lastRecordOf } from './read-record.ts';
import { instantOf, itemsOf } from './visit-items.ts';
import { NO_RECUSAL, USUAL_OPINION } from './answers.ts';
import { ordersOf } from '../case/case-records.ts';
import { WEATHER_WORDS } from './statements.ts';

export interface PrefillSources {
  readonly state: CaseState;
  readonly visit: Visit;
  readonly officers: OfficerRegister;
  readonly nameOf: (person: string) => string;
  /** Who holds the pen. */
  readonly recorder: string;
}

/** Everything the case knows already: nobody is asked for it again (WCAG 3.3.7). What was only said on site stays open. */
export function prefilled({ state, visit, officers, nameOf, recorder }: PrefillSources): RecordAnswers {
  const address = ordersOf(state).at(-1)?.address ?? '';
  return {
    caseNo: '',
    party: partyBefore(state),
    onSite: onSiteBefore(state),
    officers: visit.people.map((person) => officerOf(person, nameOf(person), officers)),
    recorder,
    place: address,
    weather: weatherOf(state, visit),
    startedAt: instantOf(visit.start.record),
    endedAt: visit.end ? instantOf(visit.end.record) : null,
    isCertificateShown: false,
    isToldOfRights: false,
    recusal: NO_RECUSAL,
    more: '',
    opinion: USUAL_OPINION,
  };
}

export function officerOf(person: string, name: string, { officers }: OfficerRegister): RecordOfficer {
  const known = officers.find((officer) => officer.person === person);
  return { person, name, certificateNo: known?.certificateNo ?? '', validTo: known?.validTo };
}

/** As in the last record of the case: the firm is the same, the person who opens the door may not be. */
function partyBefore(state: CaseState): Party {
  const document = lastRecordOf(state)?.body.document;
  return {
    name: factOf(document, '被检查单位（人）'),
    creditCode: factOf(document, '统一社会信用代码'),
    address: factOf(document, '住所'),
    legalRepresentative: factOf(document, '法定代表人（负责人）'),
  };
}

function onSiteBefore(state: CaseState): OnSite {
  const document = lastRecordOf(state)?.body.document;
  return {
    name: factOf(document, '现场负责人'),
    job: factOf(document, '职务'),
    phone: factOf(document, '联系电话'),
    relation: factOf(document, '与案件关系'),
  };
}

function weatherOf(state: CaseState, visit: Visit): string {
  const last = itemsOf(state, visit, 'noise-reading').at(-1);
  return last ? WEATHER_WORDS[last.body.weather] : '';
}
