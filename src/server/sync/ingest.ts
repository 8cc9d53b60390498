import type { DeviceRow, LogReader, LogWriter, QuarantineRow } from '../db/port.ts';
import type { CheckedEntry } from './check-entry.ts';
import type { Person } from '#domain/people/person.ts';
import type { Quarantined } from '#protocol/sync.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SyncDeps } from './ports.ts';
import { chainOf, placesNeeded } from './chain.ts';
import { checkEntry } from './check-entry.ts';
import { sequence } from './sequence.ts';

/** Entries as they came, with who sent them. */
export interface Batch {
  readonly device: DeviceRow;
  readonly person: Person;
  readonly entries: readonly unknown[];
}

export interface CheckedBatch {
  readonly device: DeviceRow;
  readonly person: Person;
  readonly checked: readonly CheckedEntry[];
  readonly quarantined: readonly Quarantined[];
  readonly rejects: readonly QuarantineRow[];
}

export interface Ingested {
  /** One for every entry that was good, in the order they came; known entries get the receipt they got the first time (I3). */
  readonly receipts: readonly Receipt[];
  readonly quarantined: readonly Quarantined[];
  /** Entries that were new to the log. */
  readonly added: number;
}

type CheckDeps = Pick<SyncDeps, 'clock' | 'verifyDeviceSignature'>;

/** Longest text of a bad entry that is kept for the people who look after quarantine. */
const KEPT_LENGTH = 64_000;

/** The half of ingest that needs no database; runs before the transaction so that signatures are not checked while it is open. */
export async function checkBatch(deps: CheckDeps, batch: Batch): Promise<CheckedBatch> {
  const { device, person } = batch;
  const author = { device, person, verifyDeviceSignature: deps.verifyDeviceSignature };
  const texts = batch.entries.map(textOf);
  const checks = await Promise.all(batch.entries.map((raw, i) => checkEntry(raw, texts[i]?.length ?? 0, author)));
  const checked: CheckedEntry[] = [];
  const quarantined: Quarantined[] = [];
  const rejects: QuarantineRow[] = [];
  for (const [index, check] of checks.entries()) {
    if (check.ok) {
      checked.push(check.checked);
      continue;
    }
    const { entry, code, detail } = check;
    quarantined.push({ index, entry, code, detail });
    const text = (texts[index] ?? '').slice(0, KEPT_LENGTH);
    rejects.push({ device: device.id, person: person.id, receivedAt: deps.clock.now(), code, detail, text });
  }
  return { device, person, checked, quarantined, rejects };
}

/** JSON nested deeper than the stack cannot be written again; its length alone then marks it as bad. */
function textOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? '';
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

/** The half of ingest that runs inside the transaction: all entries of the batch, or none. */
export async function ingestBatch(
  log: LogWriter,
  deps: Pick<SyncDeps, 'clock' | 'signer'>,
  batch: CheckedBatch,
): Promise<Ingested> {
  if (batch.rejects.length > 0) await log.quarantine(batch.rejects);
  const fresh = await loadFresh(log, batch);
  if (fresh.entries.length === 0) return answer(batch, fresh.known, 0);
  const done = await sequence(fresh, deps);
  await log.append(done.sequenced);
  await log.putCases(done.changedCases);
  if (done.accessChanges.length > 0) await log.changeAccess(done.accessChanges);
  await log.moveDevice(batch.device.id, { lastSeq: done.chain.lastSeq, head: done.chain.head });
  const receipts = new Map(fresh.known);
  for (const { receipt } of done.sequenced) receipts.set(receipt.entry, receipt);
  return answer(batch, receipts, done.sequenced.length);
}

/** Everything `sequence` decides on, read at once. */
async function loadFresh(log: LogReader, batch: CheckedBatch) {
  const known = await log.receipts(batch.checked.map(({ id }) => id));
  // An entry that stands twice in one batch is one entry.
  const entries = [
    ...new Map(batch.checked.filter(({ id }) => !known.has(id)).map((item) => [item.id, item])).values(),
  ];
  const headers = entries.map(({ entry }) => entry.header);
  const device = await log.device(batch.device.id);
  if (!device) throw new Error('the device of a batch vanished between two statements of one transaction');
  const places = entries.length > 0 ? await log.chainPlaces(device.id, placesNeeded(headers)) : [];
  const cases = entries.length > 0 ? await log.cases([...new Set(headers.map((header) => header.case))]) : new Map();
  const [head, epoch] = [await log.head(), await log.epoch()];
  return { known, entries, device, person: batch.person, chain: chainOf(places, device), cases, head, epoch };
}

function answer(batch: CheckedBatch, receipts: ReadonlyMap<string, Receipt>, added: number): Ingested {
  const own = [...new Set(batch.checked.map(({ id }) => id))].map((id) => receipts.get(id));
  return { receipts: own.filter((receipt) => receipt !== undefined), quarantined: batch.quarantined, added };
}
