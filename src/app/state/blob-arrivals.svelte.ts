import { live } from './live.svelte.ts';

/** Which photos the server has whole. What is not there yet is asked for again while the page is open. */
export interface BlobArrivals {
  readonly arrived: ReadonlySet<string>;
  /** False until every hash has been asked for once: before that a count would be a guess. */
  readonly checked: boolean;
}

const ASK_AGAIN_MS = 15_000;
const AT_ONCE = 6;

/** Arrived once is arrived for good, for every screen. */
const known = new Set<string>();

/** Only what the server has counted and hashed answers 200 (a half upload is none): see the blob receipts. */
async function isThere(hash: string): Promise<boolean | null> {
  try {
    const answer = await fetch(`/api/blobs/${hash}`, { method: 'HEAD', credentials: 'same-origin' });
    return answer.ok ? true : answer.status === 404 ? false : null;
  } catch {
    return null; // No line: nobody knows.
  }
}

/** Reads `hashes` reactively; the asking ends with the component. */
export function useBlobArrivals(hashes: () => readonly string[]): BlobArrivals {
  let arrived: ReadonlySet<string> = $state.raw(new Set());
  let checked = $state(false);

  async function ask(wanted: readonly string[], isCurrent: () => boolean): Promise<void> {
    let isWhole = true;
    const missing = wanted.filter((hash) => !known.has(hash));
    for (let from = 0; from < missing.length && isCurrent(); from += AT_ONCE) {
      const some = missing.slice(from, from + AT_ONCE);
      const answers = await Promise.all(some.map(isThere));
      some.forEach((hash, at) => answers[at] === true && known.add(hash));
      isWhole &&= !answers.includes(null);
    }
    if (!isCurrent()) return;
    arrived = new Set(wanted.filter((hash) => known.has(hash)));
    checked = isWhole;
  }

  $effect(() => {
    const wanted = hashes();
    // Reading it makes a line that comes back ask at once.
    void live.connected;
    let isCurrent = true;
    const askNow = () => void ask(wanted, () => isCurrent);
    askNow();
    const timer = setInterval(() => {
      if (wanted.some((hash) => !known.has(hash)) && document.visibilityState === 'visible') askNow();
    }, ASK_AGAIN_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  });

  return {
    get arrived() {
      return arrived;
    },
    get checked() {
      return checked;
    },
  };
}
