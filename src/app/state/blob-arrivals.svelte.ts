import { askPresence, isAllKnown, NOTHING_ASKED, type Presence } from './blob-presence.ts';
import { live } from './live.svelte.ts';

/** Which photos the server has whole. What is not there yet is asked for again while the page is open. */
export interface BlobArrivals {
  readonly arrived: ReadonlySet<string>;
  /** False until every hash has been asked for once: before that a count would be a guess. */
  readonly checked: boolean;
}

const ASK_AGAIN_MS = 15_000;

/** Reads `hashes` reactively; the asking ends with the component. */
export function useBlobArrivals(hashes: () => readonly string[]): BlobArrivals {
  let presence: Presence = $state.raw(NOTHING_ASKED);

  $effect(() => {
    const wanted = hashes();
    // Read, so that a line that comes back and a photo that has arrived are asked about at once.
    void live.connected;
    void live.changes;
    let isCurrent = true;
    async function ask(): Promise<void> {
      const answer = await askPresence(wanted, () => isCurrent);
      if (isCurrent) presence = answer;
    }
    void ask();
    const timer = setInterval(() => {
      if (!isAllKnown(wanted) && document.visibilityState === 'visible') void ask();
    }, ASK_AGAIN_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  });

  return {
    get arrived() {
      return presence.arrived;
    },
    get checked() {
      return presence.isWhole;
    },
  };
}
