import type { AuthorityRule, LegalCitation, NightRule } from '../noise-rules.ts';

const CODE = '生态环境法典';
const NOISE_LAW = '噪声污染防治法';
const READ = { status: 'read', source: '已对照法律原文' } as const;
const COMMON = { status: 'common', source: '条号为通行理解，引用前请对照原文' } as const;

/** The Code of 2026 repeals ten laws on the day it comes into force: nothing is cited outside its own days. */
const UNDER_CODE = { validFrom: '2026-08-15', validTo: null } as const;
const UNDER_NOISE_LAW = { validFrom: '2022-06-05', validTo: '2026-08-14' } as const;

const TEN_AT_NIGHT = 22 * 60;

export const SHIPPED_NIGHTS: readonly NightRule[] = [
  {
    fromMinute: TEN_AT_NIGHT,
    validFrom: '2008-10-01',
    validTo: '2026-08-14',
    clause: 'GB 3096-2008 3.5',
    ...COMMON,
  },
  { fromMinute: TEN_AT_NIGHT, ...UNDER_CODE, clause: `${CODE} 第572条`, ...READ },
];

const DESIGNATED = '地方人民政府指定的部门';
const ECOLOGY = '生态环境主管部门';

/** Defaults of the law. A bureau names its own departments, and townships with delegated powers, beside them. */
export const SHIPPED_AUTHORITIES: readonly AuthorityRule[] = [
  { matter: 'social', place: '', authority: DESIGNATED, clause: `${CODE} 第1189条`, ...READ, ...UNDER_CODE },
  { matter: 'social', place: '', authority: DESIGNATED, clause: `${NOISE_LAW} 第82条`, ...COMMON, ...UNDER_NOISE_LAW },
  { matter: 'industrial', place: '', authority: ECOLOGY, clause: `${CODE} 第1107条`, ...COMMON, ...UNDER_CODE },
  { matter: 'industrial', place: '', authority: ECOLOGY, clause: `${NOISE_LAW} 第75条`, ...COMMON, ...UNDER_NOISE_LAW },
  {
    matter: 'construction',
    place: '',
    authority: DESIGNATED,
    clause: CODE,
    status: 'unchecked',
    source: '法典条号待查',
    ...UNDER_CODE,
  },
  {
    matter: 'construction',
    place: '',
    authority: DESIGNATED,
    clause: `${NOISE_LAW} 第77条`,
    ...COMMON,
    ...UNDER_NOISE_LAW,
  },
];

type Brief = readonly [LegalCitation['use'], LegalCitation['matter'], clause: string, says: string];

const OF_CODE: readonly Brief[] = [
  ['inspection', 'any', '第51条', '现场检查'],
  ['duty', 'social', '第590条至第592条', '经营场所防止噪声：风机、水泵、净化器、冷却塔合理布局、减振'],
  ['mediation', 'social', '第599条', '先劝阻、调解，再由部门处理'],
  ['liability', 'social', '第1189条', '超过标准排放社会生活噪声：责令改正，并处罚款'],
  ['liability', 'industrial', '第1107条', '超过标准排放工业噪声'],
  ['recheck', 'any', '第1060条', '责令改正后复查'],
];

const OF_NOISE_LAW: readonly Brief[] = [
  ['inspection', 'any', '第29条', '现场检查'],
  ['liability', 'social', '第82条', '超过标准排放社会生活噪声：责令改正，并处罚款'],
  ['liability', 'industrial', '第75条', '超过标准排放工业噪声'],
  ['liability', 'construction', '第77条', '超过标准排放建筑施工噪声'],
];

export const SHIPPED_CITATIONS: readonly LegalCitation[] = [
  ...OF_CODE.map((brief) => citation(CODE, brief)),
  ...OF_NOISE_LAW.map((brief) => citation(NOISE_LAW, brief)),
];

function citation(law: string, [use, matter, clause, says]: Brief): LegalCitation {
  return law === CODE
    ? { use, matter, law, clause, says, ...READ, ...UNDER_CODE }
    : { use, matter, law, clause, says, ...COMMON, ...UNDER_NOISE_LAW };
}
