import type { PersonStore } from '#storage/person-store.ts';
import { keepOnlyPictures, missingPictures, wantedPictures } from '#storage/pictures.ts';
import { keepReserve } from '#storage/reserve.ts';
import { fetchPictures } from './fetch-pictures.ts';
import { paused } from './live-query.ts';
import { net } from './net.svelte.ts';
import { inBackground, openStore, watchStore } from './open-store.svelte.ts';
import { ownOpenCases } from './own-cases.ts';
import { sessionState } from './session-state.svelte.ts';
import { syncStatus } from './sync-status.svelte.ts';

/** Not while the first screens are being drawn, and not with every page of the feed. */
const FIRST_MS = 5_000;
const PAUSE_MS = 30_000;
/** What the office had not got yet is asked for again. */
const BETWEEN_MS = 300_000;

/** While somebody works here and the line is idle, fetches the thumbnails their open cases lack. Answers how to stop. */
export function startPictures(): () => void {
  return watchStore((store) => {
    let isBusy = false;
    void keepReserve();
    const look = paused(() => {
      if (isBusy) return;
      isBusy = true;
      inBackground(() => complete(store).finally(() => (isBusy = false)));
    }, PAUSE_MS);
    const first = setTimeout(() => look.soon(), FIRST_MS);
    const timer = setInterval(() => look.soon(), BETWEEN_MS);
    const leave = store.index.subscribe(() => look.soon());
    return () => {
      leave();
      clearTimeout(first);
      clearInterval(timer);
      look.stop();
    };
  });
}

/** Entries and the person's own photos have the line first. */
function isIdle(store: PersonStore): boolean {
  const { firstDownload, isCounted, unsent, phase } = syncStatus;
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  const isOurs = openStore() === store && document.visibilityState === 'visible' && connection?.saveData !== true;
  return isOurs && net.state === 'online' && phase === 'idle' && firstDownload.done && isCounted && unsent.blobs === 0;
}

async function complete(store: PersonStore): Promise<void> {
  const { person } = sessionState;
  if (!person || !isIdle(store)) return;
  const summaries = [...store.index.packs()].flatMap(([, list]) => list);
  const wanted = await wantedPictures(
    store,
    ownOpenCases(summaries, person).map(({ id }) => id),
  );
  await keepOnlyPictures(store, wanted);
  await fetchPictures(store, await missingPictures(store, wanted), { mayGoOn: () => isIdle(store) });
}
