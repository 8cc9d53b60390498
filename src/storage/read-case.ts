import type { CaseState } from '#domain/case/case-state.ts';
import type { PersonStore } from './person-store.ts';
import { lineOf } from './pack-text.ts';
import { sealer } from './sealed.ts';
import { read } from './transact.ts';

/** The confirmed case, or null when this device does not hold it. */
export async function readCase(store: PersonStore, caseId: string): Promise<CaseState | null> {
  const text = (await readCaseText(store, caseId)) ?? (await readCaseTextAnew(store, caseId));
  return text === null ? null : (JSON.parse(text) as CaseState);
}

async function readCaseText(store: PersonStore, caseId: string): Promise<string | null> {
  const pack = store.index.packOf(caseId);
  if (pack === null) return null;
  const row = await read(store.db, ['packs'], () => store.db.packs.get(pack));
  return row ? lineOf(row.ids, await sealer.openText(row.text), caseId) : null;
}

/** Another context may have written since this one's index was read. */
async function readCaseTextAnew(store: PersonStore, caseId: string): Promise<string | null> {
  const changed = await store.index.refresh(store.db);
  return changed.length === 0 ? null : readCaseText(store, caseId);
}
