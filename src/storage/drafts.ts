import type { DraftRow } from './rows.ts';
import type { PersonStore } from './person-store.ts';
import { draftFile } from './second-copy/draft-copies.ts';
import { draftName } from './second-copy/copy-names.ts';
import { sealer } from './sealed.ts';
import { read, write } from './transact.ts';

export interface DraftContent {
  readonly values: unknown;
  /** Name of the field that has the focus. */
  readonly focusField: string | null;
}

export interface StoredDraft extends DraftContent {
  readonly savedAt: number;
}

export interface DraftPlace {
  readonly caseId: string;
  readonly kind: string;
}

/** U+0000 cannot occur in an id or a kind. */
export function draftKey(caseId: string, kind: string): string {
  return `${caseId}\u0000${kind}`;
}

/** @returns the time it was saved, device clock */
export async function saveDraft(store: PersonStore, place: DraftPlace, content: DraftContent): Promise<number> {
  const draft = await sealer.sealText(JSON.stringify(content));
  const savedAt = Date.now();
  const row: DraftRow = {
    key: draftKey(place.caseId, place.kind),
    case: place.caseId,
    kind: place.kind,
    savedAt,
    draft,
  };
  await write(store.db, ['drafts'], () => store.db.drafts.put(row));
  await store.copy?.keep([draftFile(row)]);
  return savedAt;
}

export async function loadDraft(store: PersonStore, place: DraftPlace): Promise<StoredDraft | null> {
  const row = await read(store.db, ['drafts'], () => store.db.drafts.get(draftKey(place.caseId, place.kind)));
  if (!row) return null;
  return { ...(JSON.parse(await sealer.openText(row.draft)) as DraftContent), savedAt: row.savedAt };
}

export async function deleteDraft(store: PersonStore, place: DraftPlace): Promise<void> {
  const key = draftKey(place.caseId, place.kind);
  // First: what is found without its row is put back.
  await store.copy?.remove([draftName(key)]);
  await write(store.db, ['drafts'], () => store.db.drafts.delete(key));
}

/** Newest first; of one case, or of all. */
export async function listDrafts(
  store: PersonStore,
  caseId: string | null,
): Promise<readonly (DraftPlace & { readonly savedAt: number })[]> {
  const { db } = store;
  const rows = await read(db, ['drafts'], () =>
    caseId === null ? db.drafts.toArray() : db.drafts.where('case').equals(caseId).toArray(),
  );
  return rows
    .map((row) => ({ caseId: row.case, kind: row.kind, savedAt: row.savedAt }))
    .sort((a, b) => b.savedAt - a.savedAt);
}
