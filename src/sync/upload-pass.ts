import type { BlobTask, LocalStore } from './ports.ts';
import type { EngineMemory } from './engine-memory.ts';
import type { Failure } from './push-pull.ts';
import type { UploadOutcome, UploadPorts } from './upload.ts';
import { backOffMs } from './back-off.ts';
import { planUploads } from './plan-uploads.ts';
import { uploadBlob } from './upload.ts';

/** After so many the server is asked for receipts, so that 已送达 does not wait for a whole backlog. */
const CONFIRM_EVERY = 10;
/** Different blobs that fail one after another are no longer the blobs' fault. */
const MAX_FAILURES_IN_A_ROW = 3;
/** What only a person or a new release can mend is still tried now and then: the server may have been mended. */
const REFUSED_RETRY_MS = 30 * 60_000;
const FIRST_REFUSAL_RETRY_MS = 60_000;

export type UploadPassOutcome = { readonly kind: 'done' } | { readonly kind: 'pause' } | Failure;

/**
 * Uploads what may be uploaded now. `pause`: entries want to go first, or enough is complete to ask for receipts. A blob that fails is noted
 * and left aside; the others go on.
 */
export async function uploadPass(
  ports: UploadPorts,
  run: { readonly memory: EngineMemory; readonly interrupted: () => boolean },
): Promise<UploadPassOutcome> {
  const tasks = planUploads(await ports.store.blobTasks(), ports.clock.now()).filter(
    ({ blob }) => !run.memory.unconfirmed.has(blob),
  );
  let failuresInARow = 0;
  for (const [index, task] of tasks.entries()) {
    // The first is begun whatever happens: steady news from the office must not keep the photos back for ever.
    if (index > 0 && run.interrupted()) return { kind: 'pause' };
    const outcome = await uploadBlob(task, ports, run);
    if (outcome.kind === 'interrupted') return { kind: 'pause' };
    if (outcome.kind === 'complete') {
      failuresInARow = 0;
      run.memory.unconfirmed.add(task.blob);
      if (run.memory.unconfirmed.size >= CONFIRM_EVERY) return { kind: 'pause' };
      continue;
    }
    const brokenOff = concernsTheConnection(outcome);
    if (brokenOff) return brokenOff;
    await noteFailure(task, outcome, ports);
    if (outcome.kind === 'failed' && ++failuresInARow >= MAX_FAILURES_IN_A_ROW)
      return { kind: 'failed', cause: outcome.cause, retryAfterMs: null };
  }
  return { kind: 'done' };
}

/** Blobs the server was asked about and gave no receipt for: it has lost or never finished them. Uploaded anew, after a while. */
export async function noteUnconfirmed(
  tasks: readonly BlobTask[],
  ports: { readonly store: LocalStore; readonly clock: UploadPorts['clock'] },
): Promise<void> {
  for (const task of tasks) {
    const notBefore = ports.clock.now() + backOffMs(task.failures + 1, ports.clock.random(), null);
    await ports.store.noteUpload(task.blob, { sentBytes: 0, failed: { notBefore, code: 'no-receipt' } });
  }
}

type Unfinished = Extract<UploadOutcome, { kind: 'refused' | 'failed' }>;

/** Without a network, or with a server that asks for patience, the next blob would fare no better; and this one is not to blame. */
function concernsTheConnection(outcome: Unfinished): Failure | null {
  if (outcome.kind !== 'failed' || outcome.cause === 'storage') return null;
  if (outcome.cause === 'server-error' && outcome.retryAfterMs === null) return null;
  return { kind: 'failed', cause: outcome.cause, retryAfterMs: outcome.retryAfterMs };
}

async function noteFailure(task: BlobTask, outcome: Unfinished, { store, clock }: UploadPorts): Promise<void> {
  const failures = task.failures + 1;
  const code = outcome.kind === 'refused' ? outcome.code : outcome.cause;
  const delayMs =
    outcome.kind === 'failed'
      ? backOffMs(failures, clock.random(), null)
      : failures === 1
        ? FIRST_REFUSAL_RETRY_MS
        : REFUSED_RETRY_MS;
  await store.noteUpload(task.blob, {
    sentBytes: outcome.sentBytes,
    failed: { notBefore: clock.now() + delayMs, code },
  });
}
