import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { NewBlob, NewEntry } from '#storage/append.ts';
import type { DraftKey } from './draft-key.ts';
import type { Outcome } from './failure.ts';
import { KIND_VERSIONS } from '#domain/case/bodies.ts';
import { CanonicalJsonError } from '#domain/kernel/canonical-json.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';
import { append } from '#storage/append.ts';
import { giveUpPictures } from '#storage/pictures.ts';
import { giveUpReserve } from '#storage/reserve.ts';
import { replacedEntry, settleReplacement } from './attention.ts';
import { wakeEngine } from './engine-host.ts';
import { failed, succeeded } from './failure.ts';
import { draftDone, settleDraft } from './live-drafts.ts';
import { onStore } from './open-store.svelte.ts';

export interface RecordOptions {
  /** The draft this entry is made from: gone in the same transaction. */
  readonly draft?: DraftKey | undefined;
  readonly blobs?: readonly NewBlob[] | undefined;
}

export type NewRecord = {
  readonly [K in Kind]: { readonly caseId: string; readonly kind: K; readonly body: BodyByKind[K] };
}[Kind];

/** Signs and stores an entry, then wakes the engine. When it answers ok, the entry survives whatever happens to the page. */
export async function record<K extends Kind>(
  caseId: string,
  kind: K,
  body: BodyByKind[K],
  options: RecordOptions = {},
): Promise<Outcome<string>> {
  const { draft } = options;
  if (draft) await settleDraft(draft);
  const replaced = draft ? await replacedEntry(draft) : null;
  const written = await write([{ ...entryOf({ caseId, kind, body } as NewRecord), blobs: options.blobs ?? [], draft }]);
  if (!written.ok) return written;
  const [id = ''] = written.value;
  if (replaced !== null) await settleReplacement(replaced, id);
  if (draft) draftDone(draft);
  return succeeded(id);
}

/** Several entries in one transaction: all or none. */
export function recordMany(records: readonly NewRecord[]): Promise<Outcome<readonly string[]>> {
  return write(records.map(entryOf));
}

function entryOf({ caseId, kind, body }: NewRecord): NewEntry {
  // Plain data: a form's proxies and undefined members must reach neither the hash nor the disk.
  const plain = JSON.parse(JSON.stringify(body)) as JsonObject;
  return { case: caseId, kind, kindV: KIND_VERSIONS[kind], body: plain, blobs: [] };
}

async function write(entries: readonly NewEntry[]): Promise<Outcome<readonly string[]>> {
  for (const { kind, kindV, body } of entries) {
    const misfit = bodyMisfit(kind, kindV, body);
    // Found here it can still be corrected; found by the server it would end in quarantine.
    if (misfit !== null) return failed('entry-invalid', { detail: misfit });
  }
  try {
    const written = await withRoom(() => onStore((store) => append(store, entries)));
    if (written.ok) wakeEngine('append');
    return written;
  } catch (error) {
    if (error instanceof CanonicalJsonError) return failed('entry-invalid', { detail: error.message });
    throw error;
  }
}

/**
 * When the browser's allowance is used up, what was only fetched for looking at makes room, and it is tried once more. In vain, the room kept
 * back is given up, for the receipts that let delivered photos go ([DEVICE-122]).
 */
async function withRoom<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const done = await work();
  if (done.ok || done.failure.code !== 'storage-quota') return done;
  const freed = await onStore(giveUpPictures);
  const again = freed.ok && freed.value > 0 ? await work() : done;
  if (!again.ok && again.failure.code === 'storage-quota') await giveUpReserve();
  return again;
}
