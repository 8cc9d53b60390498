import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { PlannedOrder } from './plan-import.ts';
import type { SigningKey } from '../keys/p256.ts';
import type { SyncDeps } from '../sync/ports.ts';
import type { Tables } from '../db/sqlite/tables.ts';
import { checkBatch, ingestBatch } from '../sync/ingest.ts';
import { deviceIdOfKey, DeviceWriter } from '../keys/device-writer.ts';
import { SqliteLog } from '../db/sqlite/sqlite-log.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';

/** Rows of one INSERT. */
const CHUNK = 200;

export type OrderDeps = Pick<SyncDeps, 'clock' | 'signer' | 'verifyDeviceSignature'> & {
  readonly systemKey: SigningKey;
};

/** Writes orders as entries of the server's own device, through the same ingest as everybody's, and their callers into the vault. */
export async function writeOrders(
  trx: Transaction<Tables>,
  deps: OrderDeps,
  planned: readonly PlannedOrder[],
): Promise<void> {
  const log = new SqliteLog(trx);
  const device = await log.device(deviceIdOfKey(deps.systemKey));
  if (!device) throw new Error('the server has no device of its own');
  const writer = new DeviceWriter(deps.systemKey, device);
  const entries = [];
  for (const { draft, caseId } of planned) {
    const body = draft.body as unknown as JsonObject;
    entries.push((await writer.write({ case: caseId, kind: 'order', body, base: 0, at: deps.clock.now() })).entry);
  }
  const ingested = await ingestBatch(log, deps, await checkBatch(deps, { device, person: SYSTEM_PERSON, entries }));
  const refusedOrder = ingested.receipts.find(({ verdict }) => verdict.outcome !== 'accepted');
  if (ingested.quarantined[0] || refusedOrder || ingested.added !== planned.length) {
    throw new Error(
      `an order was not accepted: ${JSON.stringify(ingested.quarantined[0] ?? refusedOrder?.verdict ?? 'lost')}`,
    );
  }
  await registerOrders(
    trx,
    planned.map(({ draft, caseId, keys }) => ({
      orderNo: draft.body.orderNo,
      receivedAtMs: draft.body.receivedAtMs,
      caller: draft.caller,
      caseId,
      keys,
    })),
  );
}

export interface RegisteredOrder {
  readonly orderNo: string;
  readonly caseId: string;
  readonly receivedAtMs: number;
  readonly caller: { readonly name: string | null; readonly phone: string | null } | null;
  /** `grievanceKeyHashes` of the order. */
  readonly keys: readonly string[];
}

/** What stands beside the log: taken order numbers, what repeats are matched by, and the callers' vault. */
export async function registerOrders(trx: Transaction<Tables>, orders: readonly RegisteredOrder[]): Promise<void> {
  for (let i = 0; i < orders.length; i += CHUNK) {
    const part = orders.slice(i, i + CHUNK);
    const numbers = part.map(({ orderNo, caseId, receivedAtMs }) => ({
      order_no: orderNo,
      case_id: caseId,
      received_at: receivedAtMs,
    }));
    await trx.insertInto('order_no').values(numbers).execute();
    const grievances = part.flatMap(({ caseId, receivedAtMs, keys }) =>
      keys.map((key) => ({ key, case_id: caseId, received_at: receivedAtMs })),
    );
    if (grievances.length > 0)
      await trx
        .insertInto('grievance')
        .values(grievances)
        .onConflict((c) => c.doNothing())
        .execute();
    const callers = part.flatMap(({ caseId, orderNo, caller }) =>
      caller ? [{ ref: randomUUID(), case_id: caseId, order_no: orderNo, name: caller.name, phone: caller.phone }] : [],
    );
    if (callers.length > 0) await trx.insertInto('caller').values(callers).execute();
  }
}
