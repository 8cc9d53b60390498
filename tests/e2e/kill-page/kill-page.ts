import type { EntryRow } from '#storage/rows.ts';
import type { HeadCopy, PersonStore } from '#storage/person-store.ts';
import type { NewEntry } from '#storage/append.ts';
import type { FoundStore, KillReport } from './kill-report.ts';
import { commitmentOf, entryIdOf } from '#domain/log/seal.ts';
import { append } from '#storage/append.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { forgetHealed, readHealed } from '#storage/healing/healed.ts';
import { openEntry } from '#storage/open-entry.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { sealer } from '#storage/sealed.ts';
import { lookAfterCopies } from '#storage/second-copy/look-after.ts';
import { secondCopyHealth } from '#storage/second-copy/reconcile.ts';

/** The page of `kill-cycles.e2e.ts`: opens the store with the app's own code, says what it found, and records until it is killed. */
const heads: HeadCopy = {
  read: (person) => JSON.parse(localStorage.getItem(`head-${person}`) ?? 'null') as ReturnType<HeadCopy['read']>,
  write: (person, head) => localStorage.setItem(`head-${person}`, JSON.stringify(head)),
};

async function tell(report: KillReport): Promise<void> {
  await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
}

async function look(store: PersonStore, state: string): Promise<FoundStore> {
  const rows = await store.db.entries.orderBy('n').toArray();
  const broken: string[] = [];
  for (const row of rows) broken.push(...(await brokenIn(store, row)));
  await lookAfterCopies(store);
  const health = await secondCopyHealth(store);
  const healed = await readHealed(store);
  if (healed) await forgetHealed(store);
  const bySeq = rows.toSorted((a, b) => a.header.seq - b.header.seq);
  return {
    state,
    ids: rows.map(({ id }) => id),
    broken,
    isOneChain: bySeq.every(
      ({ header }, i) =>
        header.seq === i + 1 && header.prev === (bySeq[i - 1]?.id ?? null) && header.device === rows[0]?.header.device,
    ),
    uncopied: health.missing,
    brokenCopies: await brokenCopies(store),
    healed: healed?.entries ?? 0,
  };
}

async function brokenIn(store: PersonStore, row: EntryRow): Promise<string[]> {
  const { header, payload } = await openEntry(row);
  const broken: string[] = [];
  if (entryIdOf(header) !== row.id || !payload || commitmentOf(payload) !== header.commit) broken.push(row.id);
  for (const sha256 of row.blobIds) {
    const bytes = await store.db.blobBytes.get(sha256);
    if (!bytes || (await sha256Hex(await sealer.openBytes(bytes.data))) !== sha256) broken.push(sha256);
  }
  return broken;
}

async function brokenCopies(store: PersonStore): Promise<number> {
  const listing = await store.copy?.look();
  if (!listing || !store.copy) return -1;
  let broken = 0;
  for (const named of listing.entries) if (!(await store.copy.readEntry(named))) broken++;
  for (const sha256 of listing.blobs) if (!(await store.copy.readBlob(sha256))) broken++;
  return broken;
}

/** Bytes of a photo, large enough to lie in a file of its own; with `?photo=` only photos of that size are taken. */
const asked = new URLSearchParams(location.search).get('photo');
const PHOTO_BYTES = Number(asked ?? 150_000);

/** Most are words, one in four is a photo. */
async function work(count: number): Promise<NewEntry> {
  const about = { case: 'c-1', kind: 'finding', kindV: 1, body: { count, at: Date.now() }, blobs: [] };
  if (count % 4 !== 0 && asked === null) return about;
  const bytes = new Uint8Array(PHOTO_BYTES);
  for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  const sha256 = await sha256Hex(bytes);
  return { ...about, kind: 'photo', blobs: [{ sha256, bytes, mediaType: 'image/jpeg', role: 'original' }] };
}

async function run(): Promise<void> {
  // As the app does: without that Chromium evicts everything when the disk runs short.
  await navigator.storage.persist();
  const opened = await openPersonStore({ person: 'u-kill', appVersion: 'test', heads, create: true });
  if (opened.state === 'absent') throw new Error('no store');
  await tell({ what: 'found', found: await look(opened.store, opened.state) });
  for (let count = 1; ; count++) {
    const ids = await append(opened.store, [await work(count)]);
    // Only what was told counts as told: the test cannot know of more.
    await tell({ what: 'saved', ids });
  }
}

run().catch((error: unknown) => void tell({ what: 'failed', detail: String(error) }));
