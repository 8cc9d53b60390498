import type { BlobRow, EntryRow } from '../rows.ts';
import type { PersonDb } from '../person-db.ts';
import type { PersonStore } from '../person-store.ts';
import type { SealedBytes } from '../sealed.ts';
import type { CopiedContent } from '../second-copy/copy-content.ts';
import type { CopiedEntry, CopyListing } from '../second-copy/copy-names.ts';
import { utf8Length } from '../encoding.ts';
import { getMeta, putMeta } from '../person-db.ts';
import { sealer } from '../sealed.ts';
import { withDeadline } from '../transact.ts';
import { NOTHING_HEALED } from './nothing-healed.ts';

/** Entries of the second copy that the store does not know. */
export async function lackingEntries(db: PersonDb, { entries }: CopyListing): Promise<readonly CopiedEntry[]> {
  if (entries.length === 0) return [];
  const known = await db.entries
    .where('id')
    .anyOf(entries.map(({ id }) => id))
    .keys();
  const ids = new Set(known);
  return entries.filter(({ id }) => !ids.has(id));
}

/**
 * Puts entries back as they were signed, each with its photos in one transaction, to be sent by whatever device this store is now. No guard is
 * asked for: the store may be an empty one.
 */
export async function restoreCopies(store: PersonStore, lacking: readonly CopiedEntry[]): Promise<void> {
  const { copy } = store;
  if (!copy) return;
  for (const named of lacking) {
    const content = await copy.readEntry(named);
    if (!content) continue;
    const photos = new Map<string, SealedBytes>();
    for (const { sha256 } of content.blobs) {
      const sealed = await copy.readBlob(sha256);
      // Sealed anew: the file's bytes are a view that begins one byte late.
      if (sealed) photos.set(sha256, await sealer.sealBytes(await sealer.openBytes(sealed)));
    }
    const row = await rowOf(named, content);
    await withDeadline(Promise.resolve(putBack(store.db, { row, content, photos })), () => {});
  }
}

interface Found {
  readonly row: EntryRow;
  readonly content: CopiedContent;
  readonly photos: ReadonlyMap<string, SealedBytes>;
}

async function rowOf({ id }: CopiedEntry, { entry, blobs }: CopiedContent): Promise<EntryRow> {
  const { header, sig, payload } = entry;
  return {
    id,
    case: header.case,
    stage: 'unsent',
    header,
    sig,
    payload: await sealer.sealText(JSON.stringify(payload)),
    bytes: utf8Length(JSON.stringify(entry)),
    blobIds: blobs.map(({ sha256 }) => sha256),
  };
}

async function putBack(db: PersonDb, { row, content, photos }: Found): Promise<void> {
  await db.transaction('rw', db.meta, db.entries, db.blobs, db.blobBytes, async () => {
    await db.entries.add(row);
    const known = await db.blobs.bulkGet([...row.blobIds]);
    const lost = content.blobs.filter(({ sha256 }, i) => known[i]?.held !== true && !photos.has(sha256));
    for (const [i, facts] of content.blobs.entries()) {
      const data = photos.get(facts.sha256);
      // A photo of two entries is there already, with its bytes.
      if (known[i]?.held) continue;
      if (data) await db.blobBytes.put({ sha256: facts.sha256, data });
      await db.blobs.put(blobRowOf({ ...facts, entry: row.id, case: row.case }, data !== undefined));
    }
    const before = (await getMeta(db, 'healed')) ?? NOTHING_HEALED;
    const originals = (list: readonly { readonly role: string }[]): number =>
      list.filter(({ role }) => role === 'original').length;
    await putMeta(db, 'healed', {
      ...before,
      entries: before.entries + 1,
      photos: before.photos + originals(content.blobs.filter(({ sha256 }) => photos.has(sha256))),
      photosMissing: before.photosMissing + originals(lost),
    });
  });
}

type Known = CopiedContent['blobs'][number] & { readonly entry: string; readonly case: string };

function blobRowOf(facts: Known, isHere: boolean): BlobRow {
  const fresh = { ...facts, sentBytes: 0, failures: 0, notBefore: 0, held: isHere };
  return isHere ? { ...fresh, stage: 'waiting' } : { ...fresh, stage: 'damaged', code: 'original-missing' };
}
