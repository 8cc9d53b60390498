import type { DeviceRow, LogReader, LogWriter, QuarantineRow } from '../db/port.ts';
import type { CheckedEntry } from './check-entry.ts';
import type { Person } from '#domain/people/person.ts';
import type { Quarantined } from '#protocol/sync.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SyncDeps } from './ports.ts';
import { chainOf, placesNeeded } from './chain.ts';
import { checkEntry } from './check-entry.ts';
import { sequence } from './sequence.ts';

/** Entries as they came, with who sent them. `devices`: those that entries may be signed by, when there are others than the sender's. */
export interface Batch {
  readonly device: DeviceRow;
  readonly devices?: ReadonlyMap<string, DeviceRow> | undefined;
  readonly person: Person;
  /** By the signature of a device whose account is closed: as from a revoked one, each entry is for review. */
  readonly isHandIn?: boolean | undefined;
  readonly entries: readonly unknown[];
}

export interface CheckedBatch {
  readonly device: DeviceRow;
  readonly person: Person;
  readonly isHandIn: boolean;
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
  const { device, person, isHandIn = false, devices = new Map([[device.id, device]]) } = batch;
  const author = { devices, person, verifyDeviceSignature: deps.verifyDeviceSignature };
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
  return { device, person, isHandIn, checked, quarantined, rejects };
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

/** Ids of the devices that entries claim to be signed by, as far as they can be read. */
export function devicesNamed(entries: readonly unknown[]): readonly string[] {
  const named = entries.map(
    (raw) => (raw as { readonly header?: { readonly device?: unknown } | null } | null)?.header?.device,
  );
  return [...new Set(named.filter((id) => typeof id === 'string'))];
}

/** The half of ingest that runs inside the transaction: all entries of the batch, or none. */
export async function ingestBatch(
  log: LogWriter,
  deps: Pick<SyncDeps, 'clock' | 'signer'>,
  batch: CheckedBatch,
): Promise<Ingested> {
  if (batch.rejects.length > 0) await log.quarantine(batch.rejects);
  const known = await log.receipts(batch.checked.map(({ id }) => id));
  const receipts = new Map(known);
  const damaged = await log.damagedCases();
  if (damaged.size > 0) await log.refill(batch.checked.filter(({ id }) => known.has(id)));
  // Nothing is built on what is damaged: these stay with their device until the case is mended, and keep nobody else waiting.
  const fresh = batch.checked.filter(({ id, entry }) => !known.has(id) && !damaged.has(entry.header.case));
  for (const own of byDevice(fresh).values())
    for (const receipt of await sequenceChain(log, deps, { ...batch, entries: own }))
      receipts.set(receipt.entry, receipt);
  return answer(batch, receipts, receipts.size - known.size);
}

/** An entry that stands twice in one batch is one entry. Chains are apart: the order within each is kept. */
function byDevice(entries: readonly CheckedEntry[]): ReadonlyMap<string, readonly CheckedEntry[]> {
  return Map.groupBy(new Map(entries.map((item) => [item.id, item])).values(), ({ entry }) => entry.header.device);
}

interface Fresh extends Pick<CheckedBatch, 'person' | 'isHandIn'> {
  readonly entries: readonly CheckedEntry[];
}

async function sequenceChain(
  log: LogWriter,
  deps: Pick<SyncDeps, 'clock' | 'signer'>,
  fresh: Fresh,
): Promise<readonly Receipt[]> {
  const done = await sequence(await loadAround(log, fresh), deps);
  await log.append(done.sequenced);
  await log.putCases(done.changedCases);
  if (done.accessChanges.length > 0) await log.changeAccess(done.accessChanges);
  await log.moveDevice(done.device, { lastSeq: done.chain.lastSeq, head: done.chain.head });
  return done.sequenced.map(({ receipt }) => receipt);
}

/** Everything `sequence` decides on, read at once. */
async function loadAround(log: LogReader, { person, isHandIn, entries }: Fresh) {
  const headers = entries.map(({ entry }) => entry.header);
  const device = await log.device(headers[0]?.device ?? '');
  if (!device) throw new Error('the device of a batch vanished between two statements of one transaction');
  const places = await log.chainPlaces(device.id, placesNeeded(headers));
  const erased = await log.erased(entries.map(({ id }) => id));
  const cases = await log.cases([...new Set(headers.map((header) => header.case))]);
  const [head, epoch] = [await log.head(), await log.epoch()];
  const author = isHandIn && device.revokedAt === null ? { ...device, revokedAt: 0 } : device;
  return { entries, erased, device: author, person, chain: chainOf(places, device), cases, head, epoch };
}

function answer(batch: CheckedBatch, receipts: ReadonlyMap<string, Receipt>, added: number): Ingested {
  const own = [...new Set(batch.checked.map(({ id }) => id))].map((id) => receipts.get(id));
  return { receipts: own.filter((receipt) => receipt !== undefined), quarantined: batch.quarantined, added };
}
