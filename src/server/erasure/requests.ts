import { randomUUID } from 'node:crypto';
import type { AskErasure, ErasureRequest } from '#protocol/erasure.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { ErasureDeps } from './erase.ts';
import { erase } from './erase.ts';
import { erasedWith, isErasable } from '#domain/case/erasure.ts';

export type ErasureRefusal = 'not-found' | 'conflict' | 'forbidden';

export async function requestsOf({ db }: ErasureDeps, caseId: string): Promise<readonly ErasureRequest[]> {
  return db
    .selectFrom('erase_request')
    .select(['id', 'entry_id as entry', 'reason', 'asked_by as askedBy', 'asked_at as askedAt'])
    .where('case_id', '=', caseId)
    .orderBy('asked_at')
    .execute();
}

export async function ask(
  { db, sync }: ErasureDeps,
  asked: { readonly state: CaseState; readonly by: string } & AskErasure,
): Promise<ErasureRequest | ErasureRefusal> {
  const { state, by, entry, reason } = asked;
  const record = state.records.find(({ id }) => id === entry);
  if (!record) return 'not-found';
  if (record.body === null || !isErasable(state, record)) return 'conflict';
  const request = { id: randomUUID(), entry, reason, askedBy: by, askedAt: sync.clock.now() };
  const row = { id: request.id, case_id: state.id, entry_id: entry, reason, asked_by: by, asked_at: request.askedAt };
  const insert = db.insertInto('erase_request').values(row);
  const { numInsertedOrUpdatedRows } = await insert.onConflict((rest) => rest.doNothing()).executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? request : 'conflict';
}

/** Whoever asked cannot be the one who agrees ([ERASE-2]). */
export async function confirm(deps: ErasureDeps, id: string, by: string): Promise<ErasureRefusal | null> {
  const { db, sync } = deps;
  const request = await db.selectFrom('erase_request').selectAll().where('id', '=', id).executeTakeFirst();
  if (!request) return 'not-found';
  if (request.asked_by === by) return 'forbidden';
  const state = (await sync.store.read((log) => log.cases([request.case_id]))).get(request.case_id);
  if (!state) return 'not-found';
  await erase(deps, {
    at: sync.clock.now(),
    case: request.case_id,
    entries: [...erasedWith(state, request.entry_id)],
    reason: request.reason,
    askedBy: request.asked_by,
    confirmedBy: by,
  });
  await withdraw(deps, id);
  return null;
}

export async function withdraw({ db }: ErasureDeps, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('erase_request').where('id', '=', id).executeTakeFirst();
  return numDeletedRows === 1n;
}
