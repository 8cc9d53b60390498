const tails = new Map<string, Promise<unknown>>();

/**
 * Runs `work` while nobody else of this origin holds the lock of that name, in any tab or worker. Browsers without Web Locks queue within the
 * page; between pages the compare-and-set inside the transactions still holds.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return await navigator.locks.request(name, work);
  const turn = (tails.get(name) ?? Promise.resolve()).then(work, work);
  tails.set(name, turn);
  return turn;
}
