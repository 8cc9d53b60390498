import { createHash } from 'node:crypto';
import type { DeviceRow } from '../db/port.ts';
import type { ErrorCode } from '#protocol/errors.ts';
import type { Ingested } from './ingest.ts';
import type { LogReader } from '../db/port.ts';
import type { Pulled } from './feed.ts';
import type { SyncDeps, SyncSession } from './ports.ts';
import type { SyncHead, SyncRequest } from '#protocol/sync.ts';
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
  const refusal = refusalOf(device, request, session);
  if (!device || refusal) return { ok: false, code: refusal ?? 'device-unknown' };
  const batch = await checkBatch(deps, { device, devices, person: session.person, entries: request.entries });
  const ingested = await deps.store.write(async (log) => {
    await log.noteContact(device.id, { at: deps.clock.now(), health: request.health });
    return ingestBatch(log, deps, batch);
  });
  const mayPull = request.pull && device.revokedAt === null;
  return deps.store.read(async (log) => {
    const pulled = mayPull
      ? await pull(log, { person: session.person, cursor: request.cursor, need: request.need, limits: deps.pageLimits })
      : null;
    const head = await headOf(log, deps, { request, ingested, pulled });
    return { ok: true, head, lines: pulled?.lines ?? [], added: ingested.added };
  });
}

/** A revoked device may still hand in what it holds (fault 50); it gets receipts and nothing else. */
function refusalOf(device: DeviceRow | null, request: SyncRequest, session: SyncSession): ErrorCode | null {
  if (request.protocol < MIN_PROTOCOL_VERSION) return 'protocol-too-old';
  if (!device) return 'device-unknown';
  if (device.person !== session.person.id) return 'device-of-another-person';
  return device.revokedAt !== null && request.entries.length === 0 ? 'device-revoked' : null;
}

interface Answered {
  readonly request: SyncRequest;
  readonly ingested: Ingested;
  readonly pulled: Pulled | null;
}

async function headOf(log: LogReader, deps: SyncDeps, { request, ingested, pulled }: Answered): Promise<SyncHead> {
  const [epoch, at] = [await log.epoch(), deps.clock.now()];
  return {
    protocol: PROTOCOL_VERSION,
    epoch,
    serverTimeMs: at,
    receipts: ingested.receipts,
    quarantined: ingested.quarantined,
    blobReceipts: await log.blobReceipts(request.blobsAsked),
    checkpoint: await checkpointOf(deps.signer, await log.head(), { epoch, at, history: await log.history() }),
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
