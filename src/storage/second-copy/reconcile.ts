import type { BlobRow, EntryRow } from '../rows.ts';
import type { PersonDb } from '../person-db.ts';
import type { PersonStore } from '../person-store.ts';
import type { CopyFile, SecondCopy } from './second-copy.ts';
import type { CopyListing } from './copy-names.ts';
import { exclusively } from '../exclusive.ts';
import { openEntry } from '../open-entry.ts';
import { getMeta } from '../person-db.ts';
import { storageFailureOf } from '../storage-failure.ts';
import { read } from '../transact.ts';
import { sealCopy } from './copy-content.ts';
import { blobName, entryName, NO_COPIES } from './copy-names.ts';

/** Everything that is on this device only, as far as it can be copied. */
interface OnlyHere {
  readonly entries: readonly EntryRow[];
  readonly blobs: readonly BlobRow[];
}

/** An entry stays copied until its photos have arrived too: it alone knows what they are. */
async function onlyHere(db: PersonDb): Promise<OnlyHere> {
  const unsent = await db.entries.where('stage').anyOf('unsent', 'quarantined').toArray();
  const waiting = await db.blobs.where('stage').anyOf('waiting', 'ready').toArray();
  const blobs = waiting.filter((row) => row.held);
  const known = new Set(unsent.map((row) => row.id));
  const parents = [...new Set(blobs.map((row) => row.entry))].filter((id) => !known.has(id));
  const received = await db.entries.where('id').anyOf(parents).toArray();
  return { entries: [...unsent, ...received].filter((row) => row.payload !== null), blobs };
}

/** The numbers of the readiness screen: records and photos without receipt, how many of them lie twice on this device, and how many once. */
export interface SecondCopyHealth {
  readonly unsent: number;
  readonly copied: number;
  readonly missing: number;
}

export async function secondCopyHealth(store: PersonStore): Promise<SecondCopyHealth> {
  // Files first: what is saved meanwhile is then at worst counted as not copied yet.
  const listing = (await store.copy?.look()) ?? NO_COPIES;
  const { entries, blobs } = await read(store.db, ['entries', 'blobs'], () => onlyHere(store.db));
  const ids = new Set(listing.entries.map(({ id }) => id));
  const alone = entries.filter((row) => !row.receipt);
  const unsent = alone.length + blobs.length;
  const copied =
    alone.filter((row) => ids.has(row.id)).length + blobs.filter((row) => listing.blobs.has(row.sha256)).length;
  return { unsent, copied, missing: unsent - copied };
}

/** Copies what has none: saved while the second copy failed, by a version without it, or offered again after a restore of the server. */
export function fillCopies(store: PersonStore): Promise<void> {
  return settled(store, async (copy) => {
    const listing = await copy.look();
    if (!listing) return;
    const { db } = store;
    const { entries, blobs } = await read(db, ['entries', 'blobs'], () => onlyHere(db));
    const ids = new Set(listing.entries.map(({ id }) => id));
    const missing = [
      ...entries.filter((row) => !ids.has(row.id)).map((row) => entryFile(db, row)),
      ...blobs.filter((row) => !listing.blobs.has(row.sha256)).map((row) => blobFile(db, row)),
    ];
    await copy.keep(missing);
  });
}

function entryFile(db: PersonDb, row: EntryRow): CopyFile {
  const content: CopyFile['content'] = async () => {
    const { payload } = await openEntry(row);
    const blobs = await db.blobs.bulkGet([...row.blobIds]);
    return (
      payload &&
      sealCopy(
        row,
        payload,
        blobs.filter((blob) => blob !== undefined),
      )
    );
  };
  return { name: entryName({ ...row.header, id: row.id }), content };
}

function blobFile(db: PersonDb, { sha256 }: BlobRow): CopyFile {
  return { name: blobName(sha256), content: async () => (await db.blobBytes.get(sha256))?.data ?? null };
}

/** Takes away what has its receipts. Never by what came in just now, always by what the store says: nothing can be removed too early. */
export function releaseCopies(store: PersonStore): Promise<void> {
  return settled(store, async (copy) => {
    const listing = await copy.look();
    if (!listing) return;
    const { db } = store;
    const { done, head } = await read(db, ['entries', 'blobs'], async () => ({
      done: await arrived(db, listing),
      head: await getMeta(db, 'head'),
    }));
    if (done.length === 0) return;
    // The names of the entries say how far the chain goes: before they leave, it is written down elsewhere.
    if (head && !(await copy.keepHead(head))) return;
    await copy.remove(done);
  });
}

async function arrived(db: PersonDb, listing: CopyListing): Promise<readonly string[]> {
  const rows = await db.entries
    .where('id')
    .anyOf(listing.entries.map(({ id }) => id))
    .toArray();
  const received = new Map(rows.filter((row) => row.receipt ?? row.stage === 'replaced').map((row) => [row.id, row]));
  const wanted = new Set([...listing.blobs, ...rows.flatMap((row) => row.blobIds)]);
  const found = await db.blobs.bulkGet([...wanted]);
  const blobs = new Map(found.filter((row) => row !== undefined).map((row) => [row.sha256, row]));
  const isUnderWay = (sha256: string): boolean => ['waiting', 'ready'].includes(blobs.get(sha256)?.stage ?? '');
  return [
    ...listing.entries
      .filter(({ id }) => received.get(id)?.blobIds.every((sha256) => !isUnderWay(sha256)) ?? false)
      .map(({ name }) => name),
    ...[...listing.blobs].filter((sha256) => blobs.get(sha256)?.stage === 'sent').map(blobName),
  ];
}

interface Turn {
  readonly done: Promise<void>;
  wantsMore: boolean;
}
const releasing = new WeakMap<SecondCopy, Turn>();

/** Behind the engine's back: no pass waits for it, and however many receipts come in, one look at the folder at a time. */
export function releaseSoon(store: PersonStore): void {
  const { copy } = store;
  if (!copy) return;
  const running = releasing.get(copy);
  if (running) {
    running.wantsMore = true;
    return;
  }
  const done = releaseCopies(store).then(() => {
    const wantsMore = releasing.get(copy)?.wantsMore ?? false;
    releasing.delete(copy);
    if (wantsMore) releaseSoon(store);
  });
  releasing.set(copy, { done, wantsMore: false });
}

/** One after the other over all tabs and workers: two that tidy at once would write down an older head over a newer one. */
async function settled(store: PersonStore, work: (copy: SecondCopy) => Promise<void>): Promise<void> {
  const { copy } = store;
  if (!copy) return;
  try {
    await exclusively(`jiban-copy-${store.person}`, () => work(copy));
  } catch (error) {
    // The store was left or lost meanwhile: its copy is looked after at the next opening.
    if (!storageFailureOf(error)) throw error;
  }
}
