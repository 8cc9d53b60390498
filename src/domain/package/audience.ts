/** For whom a package is made. `court`: who decides on the case; `partner`: another authority; `party`: who is complained of. */
export const AUDIENCES = ['court', 'partner', 'party'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * What the complaint says and what was said to the caller is for who decides alone (信访工作条例 art. 30: never to the party complained of;
 * 北京市接诉即办工作条例 arts 8, 35(4): privacy of who complains).
 */
const NOT_FOR_PARTNERS: ReadonlySet<string> = new Set(['order', 'contact', 'return', 'close']);

/** What the party was present at, or is handed over to them anyway. A kind that is not named here is withheld. */
const FOR_PARTY: ReadonlySet<string> = new Set([
  'visit-start',
  'visit-end',
  'finding',
  'noise-reading',
  'photo',
  'photo-marks',
  'visit-record',
  'record-amendment',
  'rectification-order',
  'delivery-receipt',
  'correction',
  'erase',
]);

/** What these say is about another entry, and is told to whom that one is told. */
const ABOUT_ANOTHER: ReadonlySet<string> = new Set(['correction', 'photo-marks']);

/** An entry whose words are asked for. */
export interface Told {
  readonly kind: string;
  /** A photo that shows where somebody lives who is disturbed, or has parts that were hidden before it was shared. */
  readonly isPrivate: boolean;
  /** The entry that a correction or marks on a photo are about; null for everything else, and when it is not in the case or was erased. */
  readonly about: Told | null;
}

/** Whether the words of an entry are kept from this reader. A kind that nobody thought of is not for the party. */
export function isWithheld(audience: Audience, { kind, isPrivate, about }: Told): boolean {
  if (audience === 'court') return false;
  if (isPrivate || (ABOUT_ANOTHER.has(kind) && about === null)) return true;
  if (about && isWithheld(audience, about)) return true;
  return audience === 'party' ? !FOR_PARTY.has(kind) : NOT_FOR_PARTNERS.has(kind);
}

/** Whether a text names one of the callers: their name, or their number in whatever grouping. */
export function namesCaller(
  text: string,
  callers: readonly { readonly name: string | null; readonly phone: string | null }[],
): boolean {
  const digits = text.replaceAll(/[\s()+-]/g, '');
  return callers.some(({ name, phone }) => {
    const number = phone?.replaceAll(/\D/g, '') ?? '';
    return (name !== null && name.length > 1 && text.includes(name)) || (number.length > 6 && digits.includes(number));
  });
}
