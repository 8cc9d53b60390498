import type { DeviceDisk } from '#tests/simulation/device-disk.ts';
import type { EnginePorts } from '#sync/engine.ts';
import type { LocalStore, PullPage, RunState, SyncReply, Transport, UploadReply, WaitCause } from '#sync/ports.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { Beacon } from '#protocol/beacon.ts';
import type { SyncHead, SyncRequest, Trouble } from '#protocol/sync.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import { appendToDisk, emptyDisk, sealEntry } from '#tests/simulation/device-disk.ts';
import { entryIdOf, hashOfStatement } from '#domain/log/seal.ts';
import { fakeVerifier } from '#tests/simulation/fake-keys.ts';
import { memoryLocalStore } from '#tests/simulation/memory-local-store.ts';

export const DEVICE = 'd'.repeat(32);

export const failed = (cause: WaitCause, retryAfterMs: number | null = null) =>
  ({ kind: 'failed', cause, retryAfterMs }) as const;

function signed<T extends object>(part: T): T & { readonly sig: string } {
  return { ...part, sig: `server:${hashOfStatement(part)}` };
}

const STATEMENT = { v: 1, alg: 'ES256', epoch: 'e-1' };

export function receiptFor(entry: SignedEntry, seq = 1): Receipt {
  return signed({
    ...STATEMENT,
    entry: entryIdOf(entry.header),
    case: entry.header.case,
    seq,
    receivedAt: 0,
    rules: 1,
    verdict: { outcome: 'accepted' as const },
    chain: 'ok' as const,
  });
}

export function headWith(change: Partial<SyncHead> = {}): SyncHead {
  return {
    protocol: 1,
    epoch: 'e-1',
    serverTimeMs: 10_000,
    receipts: [],
    quarantined: [],
    blobReceipts: [],
    checkpoint: signed({ ...STATEMENT, seq: 1, hash: 'a'.repeat(64), at: 0 }),
    cursor: { epoch: 'e-1', scope: 's', seq: 1, boot: null },
    bootStarts: false,
    bootEnds: false,
    more: false,
    count: 0,
    digest: '',
    ...change,
  };
}

export function ok(change: Partial<SyncHead> = {}, lines: readonly string[] = []): SyncReply {
  const page: PullPage = { head: headWith(change), lines };
  return { kind: 'ok', page };
}

/** Of every photo written by a test: a receipt for another length is none (DEVICE-4). */
const SIZES = new Map<string, number>();

/** Answers with a receipt for everything that was sent, and confirms every blob asked for that is in `blobs`. */
export function acknowledge(request: SyncRequest, blobs: ReadonlySet<string> = new Set()): SyncReply {
  const entries = request.entries as readonly SignedEntry[];
  const confirmed = request.blobsAsked.filter((blob) => blobs.has(blob));
  return ok({
    receipts: entries.map((entry) => receiptFor(entry)),
    blobReceipts: confirmed.map((blob) => signed({ ...STATEMENT, blob, bytes: SIZES.get(blob) ?? 1, receivedAt: 0 })),
  });
}

/** An engine's ports over a disk in memory and a network that does what the test says. Time stands unless `sleep` moves it. */
export class Scripted {
  readonly disk: DeviceDisk = emptyDisk(DEVICE);
  readonly requests: SyncRequest[] = [];
  readonly sleeps: number[] = [];
  readonly reported: unknown[] = [];
  readonly log: string[] = [];
  /** What the screens were told. */
  readonly runs: RunState[] = [];
  readonly beacons: Beacon[] = [];
  /** What the device's store says of itself. */
  troubles: readonly Trouble[] = [];
  beaconArrives = true;
  nowMs = 1_000_000;
  onSync: (request: SyncRequest) => SyncReply | Promise<SyncReply> = (request) => acknowledge(request);
  onUpload: (
    step: 'offset' | 'create' | 'chunk',
    blob: string,
    offset: number,
    bytes: number,
  ) => UploadReply | Promise<UploadReply> = () => ({ kind: 'complete' });
  wakeSleeper: () => void = () => undefined;
  readonly store: LocalStore = this.#storeOf(memoryLocalStore(this.disk, () => undefined));

  readonly transport: Transport = {
    sync: async (request) => {
      this.requests.push(request);
      this.log.push(`sync ${String(request.entries.length)}`);
      return this.onSync(request);
    },
    uploadOffset: async (blob) => this.onUpload('offset', blob, 0, 0),
    createUpload: async ({ blob }) => this.onUpload('create', blob, 0, 0),
    sendChunk: async (blob, offset, chunk) => {
      this.log.push(`chunk ${blob.slice(0, 2)} ${String(offset)}`);
      return this.onUpload('chunk', blob, offset, chunk.length);
    },
    beacon: async (beacon) => {
      this.log.push(`beacon ${(beacon.health.troubles ?? []).map(({ code }) => code).join(' ')}`);
      if (this.beaconArrives) this.beacons.push(beacon);
      return Promise.resolve(this.beaconArrives);
    },
  };

  #storeOf(memory: LocalStore): LocalStore {
    return {
      ...memory,
      noteRun: async (run) => void this.runs.push(run),
      position: async () => {
        const position = await memory.position();
        return { ...position, health: { ...position.health, troubles: [...this.troubles] } };
      },
      beacon: async (troubles) => {
        const { device, health } = await memory.position();
        return { device, at: this.nowMs, health: { ...health, troubles: [...troubles] }, sig: 's'.repeat(86) };
      },
    };
  }

  get ports(): EnginePorts {
    const sleep = async (ms: number): Promise<void> => {
      this.sleeps.push(ms);
      return new Promise((resolve) => {
        this.wakeSleeper = () => {
          this.nowMs += ms;
          resolve();
        };
      });
    };
    return {
      store: this.store,
      transport: this.transport,
      verifier: fakeVerifier,
      clock: { now: () => this.nowMs, sleep, random: () => 0.5 },
      exclusive: { run: async (work) => work() },
      report: (error) => this.reported.push(error),
    };
  }

  /** Writes an entry, and a photo when bytes are given; answers the entry's id. */
  write(options: { readonly bytes?: number; readonly photo?: Uint8Array; readonly blob?: string } = {}): string {
    const { disk } = this;
    if (options.photo) SIZES.set(options.blob ?? 'b'.repeat(64), options.photo.length);
    const blob = options.blob ?? 'b'.repeat(64);
    const body = options.photo ? { original: blob } : { n: disk.head.seq };
    const sealed = sealEntry(
      disk,
      disk.head,
      { case: 'c-1', kind: options.photo ? 'photo' : 'contact', body },
      { publicKey: 'k'.repeat(30), person: 'p', nowMs: this.nowMs },
    );
    appendToDisk(disk, disk.head, sealed, options.photo);
    const stored = disk.entries.get(sealed.id);
    if (stored && options.bytes !== undefined) disk.entries.set(sealed.id, { ...stored, bytes: options.bytes });
    return sealed.id;
  }

  get unsent(): readonly string[] {
    return [...this.disk.entries.keys()].filter((id) => !this.disk.receipts.has(id));
  }
}

export function idsOf(request: SyncRequest): readonly string[] {
  return (request.entries as readonly SignedEntry[]).map(({ header }) => entryIdOf(header));
}
