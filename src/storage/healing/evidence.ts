import type { ChainHead } from '../rows.ts';
import type { PersonStore } from '../person-store.ts';
import type { CopyListing } from '../second-copy/copy-names.ts';
import { NO_COPIES } from '../second-copy/copy-names.ts';

/** What this browser knows of a store from outside of it. */
export interface Evidence {
  readonly listing: CopyListing;
  /** Heads as they were told, the most trusted source first. One at 0 says as much: this browser became that device, whatever lies here of others. */
  readonly heads: readonly ChainHead[];
}

export async function evidenceOf({ person, heads, copy }: PersonStore): Promise<Evidence> {
  const listing = (await copy?.look()) ?? NO_COPIES;
  const told: readonly (ChainHead | null)[] = [
    heads?.read(person) ?? null,
    listing.hasHead ? ((await copy?.readHead()) ?? null) : null,
    listing.entries.at(-1) ?? null,
  ];
  return { listing, heads: told.filter((head) => head !== null) };
}

/** Whose chain is to be whole: the store's own, unless it is empty or, by a torn log, back at a device that it had left. */
export function chainInQuestion(
  { heads, listing }: Evidence,
  inside: { readonly head: ChainHead | null; readonly former: readonly string[] },
): ChainHead | null {
  const [first] = heads;
  const isOlderThanTold =
    inside.head !== null && first && first.device !== inside.head.device && !inside.former.includes(first.device);
  const device = inside.head && !isOlderThanTold ? inside.head.device : first?.device;
  if (device === undefined) return null;
  const own = [...(inside.head ? [inside.head] : []), ...heads, ...listing.entries].filter(
    (head) => head.device === device,
  );
  return own.reduce<ChainHead | null>((last, head) => (last && last.seq >= head.seq ? last : headOf(head)), null);
}

function headOf({ device, seq, id, at }: ChainHead): ChainHead {
  return { device, seq, id, ...(at === undefined ? {} : { at }) };
}
