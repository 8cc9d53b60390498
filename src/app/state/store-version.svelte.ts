import { getMeta } from '#storage/person-db.ts';
import { WRITER_VERSION } from '#storage/transact.ts';
import { onChange } from './live-query.ts';
import { inBackground, onNewerStore, openStore, watchStore } from './open-store.svelte.ts';

class StoreVersion {
  /** A newer version of the app has claimed this store: this page only reads until it is loaded anew. */
  isNewer = $state(false);
}

const state = new StoreVersion();
export const storeVersion: Readonly<StoreVersion> = state;

// Heard of by a refused write as well: not every way of claiming a store tells the other tabs.
onNewerStore(() => (state.isNewer = true));

watchStore((store) => {
  const look = async (): Promise<void> => {
    const guard = await getMeta(store.db, 'guard');
    if (openStore() === store) state.isNewer = (guard?.minWriter ?? 0) > WRITER_VERSION;
  };
  const stop = onChange(
    () => store.db.meta.get('guard'),
    () => inBackground(look),
  );
  return () => {
    stop();
    state.isNewer = false;
  };
});

/** Drafts are on disk, and come back in the new version's form. */
export function loadNewVersion(): void {
  location.reload();
}
