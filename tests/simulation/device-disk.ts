import type { BlobReceipt, Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { Cursor } from '#protocol/sync.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { QuarantinedEntry } from '#sync/ports.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import { commitmentOf, entryIdOf } from '#domain/log/seal.ts';
import { fakeDeviceSig } from './fake-keys.ts';

export interface StoredEntry {
  readonly id: string;
  readonly entry: SignedEntry;
  readonly bytes: number;
}

export interface StoredBlob {
  readonly blob: string;
  readonly entry: string;
  readonly bytes: Uint8Array;
  sentBytes: number;
  failures: number;
  notBefore: number;
  receipt: BlobReceipt | null;
}

export interface ChainHead {
  readonly seq: number;
  readonly id: string | null;
}

export interface Draft {
  readonly case: string;
  readonly kind: string;
  readonly body: JsonObject;
  readonly blob?: Uint8Array | undefined;
}

/** What survives the death of a host. Changed only by synchronous code: each change is one transaction. */
export interface DeviceDisk {
  head: ChainHead;
  readonly entries: Map<string, StoredEntry>;
  readonly receipts: Map<string, Receipt>;
  readonly quarantine: Map<string, QuarantinedEntry>;
  readonly cases: Map<string, CaseState>;
  readonly blobs: Map<string, StoredBlob>;
  readonly need: Set<string>;
  /** Cases that came since the running set of snapshots began. */
  seen: Set<string>;
  /** Out of scope, with something unsent: removed once it has receipts. */
  readonly leaving: Set<string>;
  cursor: Cursor | null;
  checkpoint: Checkpoint | null;
  clockOffsetMs: number | null;
  unsent: number;
}

export function emptyDisk(): DeviceDisk {
  return {
    head: { seq: 0, id: null },
    entries: new Map(),
    receipts: new Map(),
    quarantine: new Map(),
    cases: new Map(),
    blobs: new Map(),
    need: new Set(),
    seen: new Set(),
    leaving: new Set(),
    cursor: null,
    checkpoint: null,
    clockOffsetMs: null,
    unsent: 0,
  };
}

/** A profile copied to another machine, or restored from the phone's own backup (fault 55). */
export function copyOfDisk(disk: DeviceDisk): DeviceDisk {
  return {
    ...disk,
    entries: new Map(disk.entries),
    receipts: new Map(disk.receipts),
    quarantine: new Map(disk.quarantine),
    cases: new Map(disk.cases),
    blobs: new Map([...disk.blobs].map(([id, blob]) => [id, { ...blob }])),
    need: new Set(disk.need),
    seen: new Set(disk.seen),
    leaving: new Set(disk.leaving),
  };
}

export interface Author {
  readonly device: string;
  readonly publicKey: string;
  readonly person: string;
  readonly nowMs: number;
}

/** Seals an entry on top of a head that was read before; `appendToDisk` says whether it still is the head. */
export function sealEntry(
  disk: DeviceDisk,
  head: ChainHead,
  draft: Draft,
  author: Author,
): SignedEntry & { readonly id: string } {
  const payload = {
    salt: (author.device + String(head.seq))
      .padStart(32, '0')
      .slice(-32)
      .replaceAll(/[^0-9a-f]/g, '0'),
    body: draft.body,
  };
  const header = {
    v: 1,
    alg: 'ES256',
    device: author.device,
    seq: head.seq + 1,
    prev: head.id,
    case: draft.case,
    actor: author.person,
    kind: draft.kind,
    kindV: 1,
    base: disk.cases.get(draft.case)?.lastSeq ?? 0,
    checkpoint: disk.checkpoint?.hash.slice(0, 64).padStart(64, '0') ?? null,
    claimedAt: author.nowMs,
    clockOffsetMs: disk.clockOffsetMs,
    commit: commitmentOf(payload),
    blobs: typeof draft.body['original'] === 'string' ? [draft.body['original']] : [],
  };
  const id = entryIdOf(header);
  return { id, header, payload, sig: fakeDeviceSig(author.publicKey, id) };
}

/** Compare and set of the head, entry and blob, in one transaction. False: another tab was faster, read the head again. */
export function appendToDisk(
  disk: DeviceDisk,
  head: ChainHead,
  sealed: SignedEntry & { readonly id: string },
  blob: Uint8Array | undefined,
): boolean {
  if (disk.head.id !== head.id) return false;
  const { id, ...entry } = sealed;
  disk.head = { seq: entry.header.seq, id };
  disk.entries.set(id, { id, entry, bytes: 700 });
  disk.unsent++;
  const original = entry.header.blobs[0];
  if (blob && original && !disk.blobs.has(original)) {
    disk.blobs.set(original, {
      blob: original,
      entry: id,
      bytes: blob,
      sentBytes: 0,
      failures: 0,
      notBefore: 0,
      receipt: null,
    });
  }
  return true;
}

export function isUnsent(disk: DeviceDisk, id: string): boolean {
  return disk.entries.has(id) && !disk.receipts.has(id);
}

export function unsentOfCase(disk: DeviceDisk, caseId: string): boolean {
  for (const [id, { entry }] of disk.entries) if (entry.header.case === caseId && isUnsent(disk, id)) return true;
  return false;
}
