import Dexie from 'dexie';
import type { Receipt } from '#domain/log/receipt.ts';
import type { Payload, SignedEntry } from '#domain/log/entry.ts';
import type { OutboxEntry, OutboxLimits, QuarantinedEntry } from './engine-shapes.ts';
import type { EntryRow } from './rows.ts';
import type { PersonStore } from './person-store.ts';
import { sealer } from './sealed.ts';
import { read, write } from './transact.ts';

/** An own entry as it travels. */
export async function openEntry(row: EntryRow): Promise<SignedEntry> {
  const payload = row.payload ? (JSON.parse(await sealer.openText(row.payload)) as Payload) : null;
  return { header: row.header, sig: row.sig, payload };
}

export async function outbox(store: PersonStore, limits: OutboxLimits): Promise<readonly OutboxEntry[]> {
  const { db } = store;
  const rows: EntryRow[] = [];
  let bytes = 0;
  await read(db, ['entries'], () =>
    db.entries
      .where('[stage+n]')
      .between(['unsent', Dexie.minKey], ['unsent', Dexie.maxKey])
      .until((row) => {
        if (limits.skip?.has(row.id)) return false;
        if (rows.length > 0 && (bytes + row.bytes > limits.maxBytes || rows.length >= limits.maxEntries)) return true;
        rows.push(row);
        bytes += row.bytes;
        return false;
      })
      .each(() => {}),
  );
  return Promise.all(rows.map(async (row) => ({ id: row.id, entry: await openEntry(row), bytes: row.bytes })));
}

/** The only way out of the outbox (I5). The blobs of a received entry may be sent from now on. */
export async function acceptReceipts(store: PersonStore, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return;
  const { db } = store;
  await write(db, ['entries', 'blobs'], async () => {
    const byEntry = new Map(receipts.map((receipt) => [receipt.entry, receipt]));
    await db.entries
      .where('id')
      .anyOf([...byEntry.keys()])
      .modify((row) => {
        const receipt = byEntry.get(row.id);
        if (!receipt || row.receipt) return;
        const isFolded = (store.index.summaryOf(row.case)?.lastSeq ?? 0) >= receipt.seq;
        Object.assign(row, { receipt, stage: isFolded ? 'folded' : 'sent' });
        delete (row as { quarantine?: unknown }).quarantine;
        if (receipt.verdict.outcome !== 'accepted') Object.assign(row, { flag: 1 });
        else delete (row as { flag?: unknown }).flag;
      });
    await db.blobs
      .where('entry')
      .anyOf([...byEntry.keys()])
      .and((blob) => blob.stage === 'waiting')
      .modify({ stage: 'ready' });
  });
}

export async function quarantine(store: PersonStore, items: readonly QuarantinedEntry[]): Promise<void> {
  if (items.length === 0) return;
  const byEntry = new Map(items.map((item) => [item.entry, item]));
  await write(store.db, ['entries'], () =>
    store.db.entries
      .where('id')
      .anyOf([...byEntry.keys()])
      .modify((row) => {
        const item = byEntry.get(row.id);
        if (!item || row.receipt) return;
        Object.assign(row, { stage: 'quarantined', quarantine: { code: item.code, detail: item.detail }, flag: 1 });
      }),
  );
}

/** A person wants a quarantined entry tried again, after an update or a word with the office. */
export async function releaseQuarantined(store: PersonStore): Promise<void> {
  await write(store.db, ['entries'], () =>
    store.db.entries.where('stage').equals('quarantined').modify({ stage: 'unsent' }),
  );
}

/** Its author has seen the verdict. What has no receipt stays flagged. */
export async function clearFlag(store: PersonStore, entry: string): Promise<void> {
  await write(store.db, ['entries'], () =>
    store.db.entries
      .where('id')
      .equals(entry)
      .modify((row) => {
        if (row.receipt) delete (row as { flag?: unknown }).flag;
      }),
  );
}
