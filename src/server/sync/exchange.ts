import { createHash } from 'node:crypto';
import type { DeviceRow } from '../db/port.ts';
import type { ErrorCode } from '#protocol/errors.ts';
import type { Ingested } from './ingest.ts';
import type { LogReader } from '../db/port.ts';
import type { Pulled } from './feed.ts';
import type { SyncDeps, SyncSession } from './ports.ts';
import type { LogPoint, SyncHead, SyncRequest } from '#protocol/sync.ts';
import { checkBatch, devicesNamed, ingestBatch } from './ingest.ts';
import { checkpointOf } from './statements.ts';
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from '#protocol/version.ts';
import { pull } from './feed.ts';

export type ExchangeOutcome =
  | { readonly ok: true; readonly head: SyncHead; readonly lines: readonly string[]; readonly added: number }
  | { readonly ok: false; readonly code: ErrorCode };

/** One `POST /api/sync` without its HTTP: takes in what is sent, then answers what the device lacks. */
export async function exchange(deps: SyncDeps, request: SyncRequest, session: SyncSession): Promise<ExchangeOutcome> {
  const devices = await deps.store.read((log) => log.devices([request.device, ...devicesNamed(request.entries)]));
  const device = devices.get(request.device) ?? null;
  const refusal = await refusalOf(deps, device, { request, session });
  if (!device || refusal) return { ok: false, code: refusal ?? 'device-unknown' };
  const batch = await checkBatch(deps, {
    device,
    devices,
    person: session.person,
    isHandIn: session.isHandIn,
    entries: request.entries,
  });
  const ingested = await deps.store.write(async (log) => {
    await log.noteContact(device.id, { at: deps.clock.now(), health: request.health });
    return ingestBatch(log, deps, batch);
  });
  // Everything in it is for halted cases: said as a failure, so that the device sets these aside and sends the rest.
  if (batch.checked.length > 0 && ingested.receipts.length === 0 && ingested.quarantined.length === 0)
    return { ok: false, code: 'storage-unavailable' };
  const mayPull = request.pull && device.revokedAt === null && !session.isHandIn;
  return deps.store.read(async (log) => {
    const setBack = await isSetBack(log, request.known);
    const cursor = setBack ? null : request.cursor;
    const pulled = mayPull
      ? await pull(log, { person: session.person, cursor, need: request.need, limits: deps.pageLimits })
      : null;
    const head = await headOf(log, deps, { request, ingested, pulled, setBack });
    return { ok: true, head, lines: pulled?.lines ?? [], added: ingested.added };
  });
}

/**
 * A revoked device may still hand in what it holds (fault 50); it gets receipts and nothing else. After a restore it is told of the other
 * history once more, or it would keep for itself what the server has lost.
 */
async function refusalOf(
  { store }: SyncDeps,
  device: DeviceRow | null,
  { request, session }: { readonly request: SyncRequest; readonly session: SyncSession },
): Promise<ErrorCode | null> {
  if (request.protocol < MIN_PROTOCOL_VERSION) return 'protocol-too-old';
  if (!device) return 'device-unknown';
  if (device.person !== session.person.id) return 'device-of-another-person';
  if ((device.revokedAt === null && !session.isHandIn) || request.entries.length > 0) return null;
  // Receipts of its photos are the last thing it is told.
  if (request.blobsAsked.length > 0) return null;
  const { known } = request;
  const isNews =
    known &&
    (await store.read(
      async (log) => (await log.hashAt(known.seq)) !== known.hash || known.epoch !== (await log.epoch()),
    ));
  return isNews ? null : 'device-revoked';
}

/** Somebody put an older database in place of the log, and it went on under the same name: only the device can tell ([SYNC-30]). */
async function isSetBack(log: LogReader, known: LogPoint | undefined): Promise<boolean> {
  if (known?.epoch !== (await log.epoch())) return false;
  return (await log.hashAt(known.seq)) !== known.hash;
}

interface Answered {
  readonly request: SyncRequest;
  readonly ingested: Ingested;
  readonly pulled: Pulled | null;
  readonly setBack: boolean;
}

async function headOf(
  log: LogReader,
  deps: SyncDeps,
  { request, ingested, pulled, setBack }: Answered,
): Promise<SyncHead> {
  const [epoch, at] = [await log.epoch(), deps.clock.now()];
  return {
    protocol: PROTOCOL_VERSION,
    epoch,
    serverTimeMs: at,
    receipts: ingested.receipts,
    quarantined: ingested.quarantined,
    blobReceipts: await log.blobReceipts(request.blobsAsked),
    checkpoint: await checkpointOf(deps.signer, await log.head(), { epoch, at, history: await log.history() }),
    ...(setBack ? { setBack } : {}),
    cursor: pulled?.cursor ?? null,
    bootStarts: pulled?.bootStarts ?? false,
    bootEnds: pulled?.bootEnds ?? false,
    bootTotal: pulled?.bootTotal,
    more: pulled?.more ?? false,
    count: pulled?.lines.length ?? 0,
    digest: createHash('sha256')
      .update(itemsText(pulled?.lines ?? []))
      .digest('hex'),
  };
}

/** Everything after the head's line feed: each item is a line, the last one too. */
export function itemsText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
