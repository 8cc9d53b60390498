/** Forms that belong to a case; each is a screen of its own. */
export const CASE_FORMS = [
  'noise',
  'checklist',
  'audio',
  'finding',
  'joint',
  'contact',
  'return',
  'close',
  'visit-end',
  'visit-record',
  'rectification-order',
] as const;
export type CaseForm = (typeof CASE_FORMS)[number];

/** What is done with a signed document; each is a screen of its own. */
export const PAPER_ACTS = ['amend', 'deliver'] as const;
export type PaperAct = (typeof PAPER_ACTS)[number];

/** What can be begun before a case is chosen: the phone's shortcuts and the raised button lead here. */
export const CAPTURES = ['camera', 'noise', 'finding', 'joint'] as const;
export type Capture = (typeof CAPTURES)[number];

const PLAIN = [
  'today',
  'map',
  'sync',
  'me',
  'import',
  'devices',
  'proof-day',
  'people',
  'checklists',
  'reference',
  'reckoning',
  'readiness',
] as const;
type PlainName = (typeof PLAIN)[number];

/** Every place of the app that has an address. */
export type Place =
  | { readonly name: PlainName }
  | { readonly name: 'office'; readonly caseId: string | null }
  | { readonly name: 'case'; readonly caseId: string }
  | { readonly name: 'choose'; readonly capture: Capture }
  /** `pair`: record of the earlier photo that the next ones are taken to match. */
  | { readonly name: 'camera'; readonly caseId: string; readonly pair?: string | undefined }
  | { readonly name: 'listen'; readonly caseId: string | null }
  | { readonly name: 'form'; readonly caseId: string; readonly form: CaseForm }
  | { readonly name: 'correct'; readonly caseId: string; readonly record: string }
  /** A signed document, or what is done with it. */
  | { readonly name: 'paper'; readonly caseId: string; readonly record: string; readonly act?: PaperAct | undefined };

export type PlaceName = Place['name'];

const HOME: Place = { name: 'today' };

/**
 * Addresses are hashes: one URL for portals and the precache. What is not understood leads home, for an old link must not end nowhere.
 *   #/today  #/case/<id>  #/case/<id>/camera  #/case/<id>/noise  #/case/<id>/correct/<record>
 *   #/case/<id>/paper/<record>  #/case/<id>/paper/<record>/amend  #/camera  #/office/<id>  #/listen
 */
export function parsePlace(hash: string): Place {
  const path = hash.replace(/^#?\/?/, '').split('?')[0] ?? '';
  const [head = '', ...rest] = path.split('/').filter(Boolean).map(decoded);
  if (head === 'office') return { name: 'office', caseId: rest[0] ?? null };
  if (head === 'case') return casePlace(rest);
  if (head === 'listen') return { name: 'listen', caseId: null };
  const plain = PLAIN.find((name) => name === head);
  if (plain) return { name: plain };
  const capture = CAPTURES.find((name) => name === head);
  return capture ? { name: 'choose', capture } : HOME;
}

function casePlace([caseId, part, record, last]: readonly string[]): Place {
  if (caseId === undefined) return HOME;
  if (part === 'camera') return { name: 'camera', caseId, pair: record };
  if (part === 'listen') return { name: 'listen', caseId };
  if (part === 'correct' && record !== undefined) return { name: 'correct', caseId, record };
  if (part === 'paper' && record !== undefined)
    return { name: 'paper', caseId, record, act: PAPER_ACTS.find((act) => act === last) };
  const form = CASE_FORMS.find((name) => name === part);
  return form ? { name: 'form', caseId, form } : { name: 'case', caseId };
}

export function hrefOf(place: Place): string {
  switch (place.name) {
    case 'office':
      return place.caseId === null ? '#/office' : `#/office/${encodeURIComponent(place.caseId)}`;
    case 'case':
      return `#/case/${encodeURIComponent(place.caseId)}`;
    case 'choose':
      return `#/${place.capture}`;
    case 'camera':
      return `#/case/${encodeURIComponent(place.caseId)}/camera${place.pair === undefined ? '' : `/${encodeURIComponent(place.pair)}`}`;
    case 'listen':
      return place.caseId === null ? '#/listen' : `#/case/${encodeURIComponent(place.caseId)}/listen`;
    case 'form':
      return `#/case/${encodeURIComponent(place.caseId)}/${place.form}`;
    case 'correct':
      return `#/case/${encodeURIComponent(place.caseId)}/correct/${encodeURIComponent(place.record)}`;
    case 'paper':
      return `#/case/${encodeURIComponent(place.caseId)}/paper/${encodeURIComponent(place.record)}${place.act ? `/${place.act}` : ''}`;
    default:
      return `#/${place.name}`;
  }
}

/** Where 返回 leads when there is no way back in this tab: one level up. */
export function above(place: Place): Place {
  if (place.name === 'paper' && place.act) return { name: 'paper', caseId: place.caseId, record: place.record };
  if (place.name === 'camera' || place.name === 'form' || place.name === 'correct' || place.name === 'paper')
    return { name: 'case', caseId: place.caseId };
  if (place.name === 'listen' && place.caseId !== null) return { name: 'case', caseId: place.caseId };
  return HOME;
}

/** A link with a broken escape is a link all the same. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
