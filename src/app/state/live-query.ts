import { liveQuery } from 'dexie';

/**
 * Calls `changed` at once and after every change of what `query` reads, in whatever tab or worker it happens; never more often than every
 * `pauseMs`. A closed database ends it quietly: the session notices that by itself.
 */
export function onChange(query: () => unknown, changed: () => void, pauseMs = 0): () => void {
  const run = paused(changed, pauseMs);
  const subscription = liveQuery(query).subscribe({ next: run.soon, error: () => {} });
  return () => {
    subscription.unsubscribe();
    run.stop();
  };
}

/** At once when nothing happened lately, else once at the end of the pause. */
export function paused(work: () => void, pauseMs: number): { soon(this: void): void; stop(this: void): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isWanted = false;
  const soon = (): void => {
    if (timer !== null) {
      isWanted = true;
      return;
    }
    work();
    timer = setTimeout(() => {
      timer = null;
      if (!isWanted) return;
      isWanted = false;
      soon();
    }, pauseMs);
  };
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    isWanted = false;
  };
  return { soon, stop };
}
