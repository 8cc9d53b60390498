import type { BlobTask, Clock, LocalStore, Transport, UploadReply, WaitCause } from './ports.ts';
import type { EngineMemory } from './engine-memory.ts';
import { chunkAfterCut, nextChunkBytes } from './plan-uploads.ts';

export interface UploadPorts {
  readonly store: LocalStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly report?: ((error: unknown) => void) | undefined;
}

export type UploadOutcome =
  | { readonly kind: 'complete' }
  /** Something more urgent turned up; the server keeps what it has. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'refused'; readonly code: string; readonly sentBytes: number }
  | {
      readonly kind: 'failed';
      readonly cause: WaitCause;
      readonly retryAfterMs: number | null;
      readonly sentBytes: number;
    };

/** Offsets that jump about more often than this are a fault of the server's or of another writer's (fault 38). */
const MAX_CONFLICTS = 4;

interface Progress {
  /** What the server has; null: it has not heard of the blob. */
  readonly offset: number | null;
  readonly conflicts: number;
}

/**
 * Brings one blob to the server:
 *
 *   ask offset ──absent──▶ create ──▶ send chunk ──offset < length──▶ send chunk …
 *       ▲  └─────offset────────────────▲   │ └──offset = length──▶ complete
 *       └──────────────conflict────────────┘
 *
 * The server's offset is the only one believed: a saved one lags behind what a cut connection had delivered.
 */
export async function uploadBlob(
  task: BlobTask,
  ports: UploadPorts,
  run: { readonly memory: EngineMemory; readonly interrupted: () => boolean },
): Promise<UploadOutcome> {
  const bytes = await readBytes(task, ports);
  if (bytes === 'unreadable') return { kind: 'failed', cause: 'storage', retryAfterMs: null, sentBytes: 0 };
  if (!bytes || bytes.length !== task.bytes) return { kind: 'refused', code: 'bytes-missing', sentBytes: 0 };
  let progress: Progress = { offset: null, conflicts: 0 };
  let reply = await ports.transport.uploadOffset(task.blob);
  for (;;) {
    const next = judge(reply, progress, bytes.length);
    noteReached(task.blob, reply, run.memory);
    if ('kind' in next) return next;
    // At least one chunk goes, so that a device woken again and again still gets its photos through.
    if (progress.offset !== null && run.interrupted()) return { kind: 'interrupted' };
    progress = next;
    reply = await step(task, bytes, { progress, reply, ports, run });
  }
}

/** What a cut connection had delivered all the same shows in the next offset. A photo sent twice over is no progress. */
function noteReached(blob: string, reply: UploadReply, memory: EngineMemory): void {
  if (reply.kind !== 'offset' || reply.offset <= (memory.reached.get(blob) ?? 0)) return;
  memory.reached.set(blob, reply.offset);
  memory.progressed = true;
}

/** A disk may fail on one photo for ever and give all the others: it must not keep them back. */
async function readBytes(
  { blob }: BlobTask,
  { store, report }: UploadPorts,
): Promise<Uint8Array | null | 'unreadable'> {
  try {
    return await store.blobBytes(blob);
  } catch (error) {
    report?.(error);
    return 'unreadable';
  }
}

interface Step {
  readonly progress: Progress;
  readonly reply: UploadReply;
  readonly ports: UploadPorts;
  readonly run: { readonly memory: EngineMemory };
}

async function step(task: BlobTask, bytes: Uint8Array, { progress, reply, ports, run }: Step): Promise<UploadReply> {
  if (reply.kind === 'conflict') return ports.transport.uploadOffset(task.blob);
  const { offset } = progress;
  if (offset === null) return ports.transport.createUpload(task);
  const { memory } = run;
  const startedMs = ports.clock.now();
  const sent = await ports.transport.sendChunk(task.blob, offset, bytes.subarray(offset, offset + memory.chunkBytes));
  if (sent.kind === 'failed') memory.chunkBytes = chunkAfterCut(memory.chunkBytes);
  if (sent.kind === 'offset') {
    memory.chunkBytes = nextChunkBytes(memory.chunkBytes, ports.clock.now() - startedMs);
    await ports.store.noteUpload(task.blob, { sentBytes: Math.min(sent.offset, bytes.length) });
  }
  return sent;
}

/** Where a reply leads: an outcome, or the place to go on from. */
function judge(reply: UploadReply, { offset, conflicts }: Progress, length: number): UploadOutcome | Progress {
  const sentBytes = offset ?? 0;
  switch (reply.kind) {
    case 'complete':
      return { kind: 'complete' };
    case 'offset':
      if (reply.offset === length) return { kind: 'complete' };
      // An answer that does not move on would loop for ever; one past the end is about other bytes.
      if (reply.offset > length || reply.offset === offset)
        return tangled(conflicts, sentBytes) ?? { offset: reply.offset, conflicts: conflicts + 1 };
      return { offset: reply.offset, conflicts };
    case 'conflict':
      return tangled(conflicts, sentBytes) ?? { offset, conflicts: conflicts + 1 };
    case 'absent':
      return tangled(conflicts, sentBytes) ?? { offset: null, conflicts: conflicts + 1 };
    case 'refused':
      return { kind: 'refused', code: reply.code, sentBytes };
    case 'failed':
      return { ...reply, sentBytes };
  }
}

function tangled(conflicts: number, sentBytes: number): UploadOutcome | null {
  return conflicts < MAX_CONFLICTS ? null : { kind: 'refused', code: 'conflict', sentBytes };
}
