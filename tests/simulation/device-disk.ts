import type { BlobReceipt, Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { Cursor } from '#protocol/sync.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { QuarantinedEntry } from '#sync/ports.ts';
import type { SecondCopy } from './second-copy.ts';
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
  readonly size: number;
  /** null: left this device, or was lost on it. */
  bytes: Uint8Array | null;
  isDamaged: boolean;
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
  readonly kindV?: number | undefined;
  readonly body: JsonObject;
  readonly blob?: Uint8Array | undefined;
  /** Two tabs that write the same words at the same moment write two entries. */
  readonly salt?: number | undefined;
}

/** What survives the death of a host. Changed only by synchronous code: each change is one transaction. */
export interface DeviceDisk {
  /** The identity whose chain goes on; entries of earlier ones lie beside it. */
  device: string;
  head: ChainHead;
  readonly entries: Map<string, StoredEntry>;
  readonly receipts: Map<string, Receipt>;
  /** Receipts of histories the server has lost. */
  readonly former: Map<string, readonly Receipt[]>;
  readonly quarantine: Map<string, QuarantinedEntry>;
  readonly cases: Map<string, CaseState>;
  readonly blobs: Map<string, StoredBlob>;
  readonly need: Set<string>;
  /** Cases that came since the running set of snapshots began. */
  seen: Set<string>;
  /** Out of scope, with something unsent: removed once it has receipts. */
  readonly leaving: Set<string>;
  /** Removals so many that they wait for the person's consent. */
  readonly held: Set<string>;
  cursor: Cursor | null;
  checkpoint: Checkpoint | null;
  clockOffsetMs: number | null;
  unsent: number;
  /** Outside the database, where there is such a place; what is lost with the database is found there. */
  readonly copy: SecondCopy | null;
}

export function emptyDisk(device = 'd'.repeat(32), copy: SecondCopy | null = null): DeviceDisk {
  return {
    device,
    head: { seq: 0, id: null },
    entries: new Map(),
    receipts: new Map(),
    former: new Map(),
    quarantine: new Map(),
    cases: new Map(),
    blobs: new Map(),
    need: new Set(),
    seen: new Set(),
    leaving: new Set(),
    held: new Set(),
    cursor: null,
    checkpoint: null,
    clockOffsetMs: null,
    unsent: 0,
    copy,
  };
}

/** A profile copied to another machine, or restored from the phone's own backup (fault 55). */
export function copyOfDisk(disk: DeviceDisk): DeviceDisk {
  return {
    ...disk,
    entries: new Map(disk.entries),
    receipts: new Map(disk.receipts),
    former: new Map(disk.former),
    quarantine: new Map(disk.quarantine),
    cases: new Map(disk.cases),
    blobs: new Map([...disk.blobs].map(([id, blob]) => [id, { ...blob }])),
    need: new Set(disk.need),
    seen: new Set(disk.seen),
    leaving: new Set(disk.leaving),
    held: new Set(disk.held),
    copy: disk.copy && new Map(disk.copy),
  };
}

/** Everything but the second copy becomes what `other` is. */
export function overwriteDisk(disk: DeviceDisk, other: DeviceDisk): void {
  const fresh = copyOfDisk(other);
  Object.assign(disk, { ...fresh, copy: disk.copy });
}

export interface Author {
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
  const { device } = disk;
  const payload = {
    salt: (device + String(head.seq) + String(draft.salt ?? 0))
      .padStart(32, '0')
      .slice(-32)
      .replaceAll(/[^0-9a-f]/g, '0'),
    body: draft.body,
  };
  const header = {
    v: 1,
    alg: 'ES256',
    device,
    seq: head.seq + 1,
    prev: head.id,
    case: draft.case,
    actor: author.person,
    kind: draft.kind,
    kindV: draft.kindV ?? 1,
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
  if (disk.head.id !== head.id || disk.device !== sealed.header.device) return false;
  const { id, ...entry } = sealed;
  disk.head = { seq: entry.header.seq, id };
  storeUnsent(disk, { id, entry, bytes: 700 }, blob);
  return true;
}

/** An entry without receipt, with the photo stored beside it. */
export function storeUnsent(disk: DeviceDisk, stored: StoredEntry, blob: Uint8Array | null | undefined): void {
  const { id, entry } = stored;
  disk.entries.set(id, stored);
  disk.unsent++;
  const original = entry.header.blobs[0];
  if (!blob || !original) return;
  const known = disk.blobs.get(original);
  if (known) Object.assign(known, { bytes: blob, isDamaged: false });
  else {
    disk.blobs.set(original, {
      ...{ blob: original, entry: id, size: blob.length, bytes: blob, isDamaged: false },
      ...{ sentBytes: 0, failures: 0, notBefore: 0, receipt: null },
    });
  }
}

export function isUnsent(disk: DeviceDisk, id: string): boolean {
  return disk.entries.has(id) && !disk.receipts.has(id);
}

/** Cases with anything that has no receipt: entries, or photos that are still here. */
export function keptCases(disk: DeviceDisk): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const [id, { entry }] of disk.entries) if (!disk.receipts.has(id)) kept.add(entry.header.case);
  for (const blob of disk.blobs.values()) {
    const owner = isUnconfirmed(blob) ? disk.entries.get(blob.entry) : undefined;
    if (owner) kept.add(owner.entry.header.case);
  }
  return kept;
}

/** A photo without receipt that is not known to be gone: its stage in the real store is `waiting` or `ready`. */
export function isUnconfirmed(blob: StoredBlob): boolean {
  return blob.receipt === null && !blob.isDamaged;
}
