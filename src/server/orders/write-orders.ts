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

export type OrderDeps = Pick<SyncDeps, 'clock' | 'signer' | 'verifyDeviceSignature'> & { readonly systemKey: SigningKey };

/** Writes orders as entries of the server's own device, through the same ingest as everybody's, and their callers into the vault. */
export async function writeOrders(trx: Transaction<Tables>, deps: OrderDeps, planned: readonly PlannedOrder[]): Promise<void> {
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
    throw new Error(`an order was not accepted: ${JSON.stringify(ingested.quarantined[0] ?? refusedOrder?.verdict ?? 'lost')}`);
  }
  await writeRegister(trx, planned);
}

async function writeRegister(trx: Transaction<Tables>, planned: readonly PlannedOrder[]): Promise<void> {
  for (let i = 0; i < planned.length; i += CHUNK) {
    const part = planned.slice(i, i + CHUNK);
    const numbers = part.map(({ draft, caseId }) => ({ order_no: draft.body.orderNo, case_id: caseId, received_at: draft.body.receivedAtMs }));
    await trx.insertInto('order_no').values(numbers).execute();
    const grievances = part.flatMap(({ draft, caseId, keys }) =>
      keys.map((key) => ({ key, case_id: caseId, received_at: draft.body.receivedAtMs })),
    );
    if (grievances.length > 0) await trx.insertInto('grievance').values(grievances).onConflict((c) => c.doNothing()).execute();
    const callers = part.flatMap(({ draft, caseId }) =>
      draft.caller ? [{ ref: randomUUID(), case_id: caseId, order_no: draft.body.orderNo, ...draft.caller }] : [],
    );
    if (callers.length > 0) await trx.insertInto('caller').values(callers).execute();
  }
}
