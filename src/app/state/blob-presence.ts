const AT_ONCE = 6;

/** Arrived once is arrived for good, for every screen. */
const known = new Set<string>();

/** Only what the server has counted and hashed answers 200 (a half upload is none): see the blob receipts. null: nobody knows. */
async function isThere(hash: string): Promise<boolean | null> {
  try {
    const answer = await fetch(`/api/blobs/${hash}`, { method: 'HEAD', credentials: 'same-origin' });
    return answer.ok ? true : answer.status === 404 ? false : null;
  } catch {
    return null; // No line.
  }
}

export interface Presence {
  readonly arrived: ReadonlySet<string>;
  /** Every hash was answered for. */
  readonly isWhole: boolean;
}

export const NOTHING_ASKED: Presence = { arrived: new Set(), isWhole: false };

/** A few at a time, so that a case with sixty photos does not crowd out the screen's own pictures. */
export async function askPresence(hashes: readonly string[], isWanted: () => boolean): Promise<Presence> {
  const missing = hashes.filter((hash) => !known.has(hash));
  let isWhole = true;
  for (let from = 0; from < missing.length && isWanted(); from += AT_ONCE) {
    const some = missing.slice(from, from + AT_ONCE);
    const answers = await Promise.all(some.map(isThere));
    some.forEach((hash, at) => answers[at] === true && known.add(hash));
    isWhole &&= !answers.includes(null);
  }
  return { arrived: new Set(hashes.filter((hash) => known.has(hash))), isWhole };
}

export function isAllKnown(hashes: readonly string[]): boolean {
  return hashes.every((hash) => known.has(hash));
}
