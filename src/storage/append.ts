import type { BuiltEntry, Statement } from './build-entry.ts';
import type { BlobBytesRow, BlobRow, ChainHead, DeviceIdentity, EntryRow } from './rows.ts';
import type { CopyFile } from './second-copy/second-copy.ts';
import type { PersonStore } from './person-store.ts';
import { buildEntry } from './build-entry.ts';
import { draftKey } from './drafts.ts';
import { sha256Hex, utf8Length } from './encoding.ts';
import { exclusively } from './exclusive.ts';
import { getMeta, putMeta } from './person-db.ts';
import { sealCopy } from './second-copy/copy-content.ts';
import { blobName, draftName, entryName } from './second-copy/copy-names.ts';
import { sealer } from './sealed.ts';
import { StorageFailure } from './storage-failure.ts';
import { read, write } from './transact.ts';

/** Bytes that belong to an entry. `sha256` was taken by the caller before anything else touched them. */
export interface NewBlob {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly role: 'original' | 'thumb';
}

export interface NewEntry extends Omit<Statement, 'blobs'> {
  readonly blobs: readonly NewBlob[];
  /** The draft it was written in: deleted in the same transaction. */
  readonly draft?: { readonly caseId: string; readonly kind: string } | undefined;
}

/** An entry with everything that is stored beside it, sealed. */
interface Prepared {
  readonly built: BuiltEntry;
  readonly row: EntryRow;
  readonly blobs: readonly BlobRow[];
  readonly bytes: readonly BlobBytesRow[];
  readonly draft: string | null;
}

/**
 * Signs entries onto the device's chain and stores them with their photos, all or none, strictly durable. Once it answers, they survive.
 * One writer at a time by Web Lock; and should the lock fail (a browser without, a copied profile), the head is compared again inside the
 * transaction and the entries are built anew on the moved one, so that the chain never forks.
 * @returns the ids, in order
 * @throws StorageFailure; CanonicalJsonError when a body holds what JSON cannot carry
 */
export async function append(store: PersonStore, entries: readonly NewEntry[]): Promise<readonly string[]> {
  return exclusively(`jiban-append-${store.person}`, async () => {
    for (;;) {
      const device = await readDevice(store);
      const prepared = await prepareAll(store, { entries, device, claimedAt: Date.now() });
      // Before the row is: a copy that is found without it is put back, as a form nobody has recorded yet.
      await store.copy?.remove(prepared.flatMap(({ draft }) => (draft === null ? [] : [draftName(draft)])));
      if (!(await storeAll(store, device.head, prepared))) continue;
      const last = prepared.at(-1);
      if (last) store.heads?.write(store.person, headOf(last.built));
      await secured(store, prepared);
      return prepared.map((one) => one.built.id);
    }
  });
}

interface DeviceNow {
  readonly identity: DeviceIdentity;
  readonly head: ChainHead;
  readonly checkpoint: string | null;
  readonly clockOffsetMs: number | null;
}

async function readDevice({ db }: PersonStore): Promise<DeviceNow> {
  return read(db, [], async () => {
    const identity = await getMeta(db, 'device');
    const head = await getMeta(db, 'head');
    const contact = await getMeta(db, 'contact');
    if (!identity || !head) throw new StorageFailure('lost');
    return {
      identity,
      head,
      checkpoint: contact?.checkpoint.hash ?? null,
      clockOffsetMs: contact?.clockOffsetMs ?? null,
    };
  });
}

interface Work {
  readonly entries: readonly NewEntry[];
  readonly device: DeviceNow;
  readonly claimedAt: number;
}

async function prepareAll(store: PersonStore, { entries, device, claimedAt }: Work): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  let head = device.head;
  for (const entry of entries) {
    const context = {
      actor: store.person,
      device: device.identity,
      head,
      base: store.index.summaryOf(entry.case)?.lastSeq ?? 0,
      checkpoint: device.checkpoint,
      claimedAt,
      clockOffsetMs: device.clockOffsetMs,
    };
    const originals = entry.blobs.filter((blob) => blob.role === 'original').map((blob) => blob.sha256);
    const { case: caseId, kind, kindV, body } = entry;
    const built = await buildEntry({ case: caseId, kind, kindV, body, blobs: originals }, context);
    prepared.push(await prepare(entry, built));
    head = headOf(built);
  }
  return prepared;
}

async function prepare(entry: NewEntry, { id, entry: signed }: BuiltEntry): Promise<Prepared> {
  const { header, sig, payload } = signed;
  const row: EntryRow = {
    id,
    case: header.case,
    stage: 'unsent',
    header,
    sig,
    payload: await sealer.sealText(JSON.stringify(payload)),
    bytes: utf8Length(JSON.stringify(signed)),
    blobIds: entry.blobs.map((blob) => blob.sha256),
  };
  const blobs = entry.blobs.map(({ sha256, bytes, mediaType, role }): BlobRow => ({
    sha256,
    stage: 'waiting',
    role,
    entry: id,
    case: header.case,
    mediaType,
    bytes: bytes.length,
    addedAt: header.claimedAt,
    sentBytes: 0,
    failures: 0,
    notBefore: 0,
    held: true,
  }));
  const bytes = await Promise.all(
    entry.blobs.map(async (blob) => ({ sha256: blob.sha256, data: await sealer.sealBytes(blob.bytes) })),
  );
  const draft = entry.draft ? draftKey(entry.draft.caseId, entry.draft.kind) : null;
  return { built: { id, entry: signed }, row, blobs, bytes, draft };
}

/** @returns false when the head moved meanwhile: nothing was stored */
async function storeAll({ db }: PersonStore, expected: ChainHead, prepared: readonly Prepared[]): Promise<boolean> {
  return write(db, ['entries', 'blobs', 'blobBytes', 'drafts'], async () => {
    const head = await getMeta(db, 'head');
    if (head?.device !== expected.device || head.seq !== expected.seq || head.id !== expected.id) return false;
    const last = prepared.at(-1);
    if (!last) return true;
    await db.entries.bulkAdd(prepared.map((one) => one.row));
    for (const one of prepared) {
      await db.blobBytes.bulkPut([...one.bytes]);
      // The same photo may belong to two entries: what is known of its upload stays.
      const known = await db.blobs.bulkGet(one.blobs.map((blob) => blob.sha256));
      await db.blobs.bulkPut(one.blobs.map((blob, i) => again(known[i], blob)));
      if (one.draft) await db.drafts.delete(one.draft);
    }
    await putMeta(db, 'head', headOf(last.built));
    return true;
  });
}

function again(known: BlobRow | undefined, blob: BlobRow): BlobRow {
  return known && known.stage !== 'damaged' ? { ...known, held: true } : blob;
}

function headOf({ id, entry }: BuiltEntry): ChainHead {
  const { device, seq, claimedAt } = entry.header;
  return { device, seq, id, at: claimedAt };
}

/** Both must be through before anybody is told that it is stored: read back, and lying on this device a second time if that can be had. */
async function secured(store: PersonStore, prepared: readonly Prepared[]): Promise<void> {
  const copied = store.copy?.keep(prepared.flatMap(copiesOf));
  try {
    await checkStoredBytes(
      store,
      prepared.flatMap((one) => one.bytes),
    );
  } finally {
    await copied;
  }
}

function copiesOf({ built, row, blobs, bytes }: Prepared): readonly CopyFile[] {
  const { id, entry } = built;
  return [
    ...bytes.map(({ sha256, data }): CopyFile => ({ name: blobName(sha256), content: () => Promise.resolve(data) })),
    { name: entryName({ ...entry.header, id }), content: () => sealCopy(row, entry.payload, blobs) },
  ];
}

/** A disk that lies is found out while the photo is still in memory: what reads back differently is written once more, then told. */
async function checkStoredBytes(store: PersonStore, rows: readonly BlobBytesRow[]): Promise<void> {
  const { db } = store;
  for (const row of rows) {
    if (await readsBack(store, row.sha256)) continue;
    await write(db, ['blobBytes'], () => db.blobBytes.put(row));
    if (await readsBack(store, row.sha256)) continue;
    await write(db, ['blobs'], () =>
      db.blobs.update(row.sha256, { stage: 'damaged', held: false, code: 'original-missing' }),
    );
    throw new StorageFailure('disk');
  }
}

async function readsBack({ db }: PersonStore, sha256: string): Promise<boolean> {
  const row = await read(db, ['blobBytes'], () => db.blobBytes.get(sha256));
  return row !== undefined && (await sha256Hex(await sealer.openBytes(row.data))) === sha256;
}
