import type { EntryHeader, Payload, SignedEntry } from '#domain/log/entry.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { ChainHead, DeviceIdentity } from './rows.ts';
import { ENTRY_ALG, ENTRY_VERSION } from '#domain/log/entry.ts';
import { commitmentOf, entryIdOf } from '#domain/log/seal.ts';
import { signWith } from './device-identity.ts';
import { toHex } from './encoding.ts';

/** What the author says; everything else about an entry follows from the device. */
export interface Statement {
  readonly case: string;
  readonly kind: string;
  readonly kindV: number;
  readonly body: JsonObject;
  /** SHA-256 of the originals it needs. */
  readonly blobs: readonly string[];
}

export interface EntryContext {
  readonly actor: string;
  readonly device: DeviceIdentity;
  readonly head: ChainHead;
  /** Last server sequence seen of the case. */
  readonly base: number;
  readonly checkpoint: string | null;
  readonly claimedAt: number;
  readonly clockOffsetMs: number | null;
}

export interface BuiltEntry {
  readonly id: string;
  readonly entry: SignedEntry & { readonly payload: Payload };
}

/** @throws CanonicalJsonError when the body holds what JSON cannot carry */
export async function buildEntry(statement: Statement, context: EntryContext): Promise<BuiltEntry> {
  const payload: Payload = { salt: toHex(crypto.getRandomValues(new Uint8Array(16))), body: statement.body };
  const header: EntryHeader = {
    v: ENTRY_VERSION,
    alg: ENTRY_ALG,
    device: context.device.id,
    seq: context.head.seq + 1,
    prev: context.head.id,
    case: statement.case,
    actor: context.actor,
    kind: statement.kind,
    kindV: statement.kindV,
    base: context.base,
    checkpoint: context.checkpoint,
    claimedAt: context.claimedAt,
    clockOffsetMs: context.clockOffsetMs,
    commit: commitmentOf(payload),
    blobs: statement.blobs,
  };
  const id = entryIdOf(header);
  return { id, entry: { header, sig: await signWith(context.device, id), payload } };
}
