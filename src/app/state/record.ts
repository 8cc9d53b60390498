import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { Outcome } from './failure.ts';
import { failed } from './failure.ts';

export interface DraftKey {
  readonly caseId: string;
  readonly kind: string;
}

/** Bytes that are stored in the entry's own transaction. `sha256` was taken before anything else touched them. */
export interface NewBlob {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly role: 'original' | 'thumb';
}

export interface RecordOptions {
  /** The draft this entry is made from: gone in the same transaction. */
  readonly draft?: DraftKey | undefined;
  readonly blobs?: readonly NewBlob[] | undefined;
}

export type NewRecord = { readonly [K in Kind]: { readonly caseId: string; readonly kind: K; readonly body: BodyByKind[K] } }[Kind];

/** Signs and stores an entry, then wakes the engine. When it answers ok, the entry survives whatever happens to the page. */
export async function record<K extends Kind>(caseId: string, kind: K, body: BodyByKind[K], options: RecordOptions = {}): Promise<Outcome<string>> {
  return failed('signed-out', { caseId, kind, fields: Object.keys(body).length, blobs: options.blobs?.length ?? 0 });
}

/** Several entries in one transaction: all or none. */
export async function recordMany(records: readonly NewRecord[]): Promise<Outcome<readonly string[]>> {
  return failed('signed-out', { records: records.length });
}
