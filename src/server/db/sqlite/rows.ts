import type { Insertable, Selectable } from 'kysely';
import type { DeviceRow, SequencedEntry } from '../port.ts';
import type { EntryHeader, Payload } from '#domain/log/entry.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { DeviceHealth } from '#protocol/sync.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { Tables } from './tables.ts';

export function deviceOfRow(row: Selectable<Tables['device']>): DeviceRow {
  return {
    id: row.id,
    person: row.person,
    name: row.name,
    publicKey: row.public_key,
    enrolledAt: row.enrolled_at,
    revokedAt: row.revoked_at,
    lastSeq: row.last_seq,
    head: row.head,
    lastContactAt: row.last_contact_at,
    health: row.health === null ? null : (JSON.parse(row.health) as DeviceHealth),
  };
}

export function rowOfDevice(device: DeviceRow): Insertable<Tables['device']> {
  return {
    id: device.id,
    person: device.person,
    name: device.name,
    public_key: device.publicKey,
    enrolled_at: device.enrolledAt,
    revoked_at: device.revokedAt,
    last_seq: device.lastSeq,
    head: device.head,
    last_contact_at: device.lastContactAt,
    health: device.health === null ? null : JSON.stringify(device.health),
  };
}

export function rowOfSequenced(item: SequencedEntry): Insertable<Tables['entry']> {
  const { header, sig } = item.entry;
  const { receipt } = item;
  return {
    seq: receipt.seq,
    id: receipt.entry,
    device: header.device,
    device_seq: header.seq,
    case_id: header.case,
    actor: header.actor,
    kind: header.kind,
    header: JSON.stringify(header),
    sig,
    received_at: receipt.receivedAt,
    chain: receipt.chain,
    receipt: JSON.stringify(receipt),
    case_after: item.caseAfter,
    case_digest: item.caseDigest,
    log_hash: item.logHash,
  };
}

/** An entry with its payload, when it has one. */
export type JoinedEntry = Selectable<Tables['entry']> & { readonly salt: string | null; readonly body: string | null };

export function sequencedOfRow(row: JoinedEntry): SequencedEntry {
  return {
    entry: { header: JSON.parse(row.header) as EntryHeader, sig: row.sig, payload: payloadOf(row) },
    receipt: JSON.parse(row.receipt) as Receipt,
    caseAfter: row.case_after,
    caseDigest: row.case_digest,
    logHash: row.log_hash,
    blobs: [],
  };
}

function payloadOf({ salt, body }: JoinedEntry): Payload | null {
  return salt === null || body === null ? null : { salt, body: JSON.parse(body) as JsonObject };
}

export function rowOfCase(state: CaseState): Insertable<Tables['case_file']> {
  return {
    id: state.id,
    last_seq: state.lastSeq,
    closed: state.status === 'closed' ? 1 : 0,
    due_at: state.dueAtMs ?? Number.MAX_SAFE_INTEGER,
    state: JSON.stringify(state),
  };
}
