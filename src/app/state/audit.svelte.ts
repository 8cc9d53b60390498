import type { Finding } from '#storage/rows.ts';
import { getMeta } from '#storage/person-db.ts';
import { onChange } from './live-query.ts';
import { inBackground, openStore, watchStore } from './open-store.svelte.ts';

class Audit {
  /** What the store found wrong with itself last. */
  findings: readonly Finding[] = $state.raw([]);
}

const state = new Audit();
export const audit: Readonly<Audit> = state;

watchStore((store) => {
  const readFindings = async (): Promise<void> => {
    const kept = await getMeta(store.db, 'audit');
    if (openStore() === store) state.findings = kept?.findings ?? [];
  };
  const stop = onChange(
    () => store.db.meta.get('audit'),
    () => inBackground(readFindings),
    250,
  );
  return () => {
    stop();
    state.findings = [];
  };
});
