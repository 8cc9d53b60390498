import type { BlobTask, RunState, WaitCause } from './ports.ts';
import type { EngineMemory } from './engine-memory.ts';
import type { ExchangePorts } from './exchange.ts';
import type { Failure } from './push-pull.ts';
import { backOffMs, mustWait } from './back-off.ts';
import { exchange } from './exchange.ts';
import { nextUploadAtMs } from './plan-uploads.ts';
import { MAX_BLOBS_ASKED, pushPull } from './push-pull.ts';
import { tellTroubles } from './troubles.ts';
import { noteUnconfirmed, uploadPass } from './upload-pass.ts';

export interface PassResult {
  /** What has no receipt yet. */
  readonly left: { readonly entries: number; readonly blobs: number };
  /** null: everything is done. `nextTryAt` null: no use before somebody acts. Device clock, ms. */
  readonly waiting: { readonly cause: WaitCause; readonly nextTryAt: number | null } | null;
}

interface PassRun {
  readonly memory: EngineMemory;
  /** Somebody woke the engine again (or stopped it): finish the step at hand and give entries the way. */
  readonly interrupted: () => boolean;
}

/** Causes that time does not cure. */
const NEEDS_A_PERSON: ReadonlySet<WaitCause> = new Set(['sign-in', 'device-revoked', 'protocol-too-old']);
/** Rounds of uploading and asking for receipts; more means that the server keeps forgetting what it got. */
const MAX_ROUNDS = 500;

/** Everything there is to do now, entries before thumbnails before originals, and what is left of it. */
export async function runPass(ports: ExchangePorts, run: PassRun): Promise<PassResult> {
  await tellTroubles(ports, run.memory);
  run.memory.progressed = false;
  const outcome = await work(ports, run);
  const { health } = await ports.store.position();
  const left = { entries: health.unsentEntries, blobs: health.unsentBlobs };
  const waiting =
    outcome.kind === 'failed' ? afterFailure(outcome, ports, run.memory) : await afterSuccess(ports, run.memory);
  const at = ports.clock.now();
  const held = run.memory.held.size > 0 ? { held: [...run.memory.held] } : {};
  await ports.store.noteRun(waiting ? { phase: 'waiting', at, ...waiting, ...held } : { phase: 'idle', at });
  // What this pass found out is said at once: the next one may be long in coming, or wait for a person.
  if (waiting) await tellTroubles(ports, run.memory);
  return { left, waiting };
}

async function work(ports: ExchangePorts, run: PassRun): Promise<{ readonly kind: 'done' } | Failure> {
  const { store, clock } = ports;
  const { memory } = run;
  const note = async (step: Extract<RunState, { phase: 'working' }>['step']) =>
    store.noteRun({ phase: 'working', at: clock.now(), step });
  let heldBack = false;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { health } = await store.position();
    await note(health.unsentEntries > 0 ? 'push' : 'pull');
    const asked = await toAsk(ports, memory, round === 0);
    const exchanged = await pushPull(
      ports,
      memory,
      asked.map(({ blob }) => blob),
    );
    if (exchanged.kind === 'failed')
      return exchanged.cause === 'device-revoked' ? handInPhotos(ports, run, exchanged) : exchanged;
    heldBack = exchanged.heldBack;
    await settleUploads(asked, exchanged.confirmed, { ports, memory });
    await note('blobs');
    const uploaded = await uploadPass(ports, run);
    if (uploaded.kind === 'failed') return uploaded;
    if (run.interrupted() || (uploaded.kind === 'done' && memory.unconfirmed.size === 0)) break;
  }
  return heldBack ? { kind: 'failed', cause: 'server-error', retryAfterMs: null } : { kind: 'done' };
}

/** A revoked device is told nothing any more. Its entries have gone; their photos are still taken, and receipts given for them (fault 50). */
async function handInPhotos(ports: ExchangePorts, run: PassRun, end: Failure): Promise<Failure> {
  const { memory } = run;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const uploaded = await uploadPass(ports, run);
    if (uploaded.kind === 'failed') return uploaded;
    const asked = await toAsk(ports, memory, round === 0);
    if (asked.length === 0) return end;
    const blobsAsked = asked.map(({ blob }) => blob);
    const position = await ports.store.position();
    const outcome = await exchange({ position, batch: [], blobsAsked, pageLength: null }, ports);
    if (outcome.kind !== 'done') return outcome.kind === 'failed' ? outcome : end;
    await settleUploads(asked, outcome.confirmed, { ports, memory });
    if (run.interrupted() || (uploaded.kind === 'done' && memory.unconfirmed.size === 0)) return end;
  }
  return end;
}

/** Blobs to ask receipts for: those just uploaded; at the start also whatever an earlier life of the engine may have delivered. */
async function toAsk({ store }: ExchangePorts, memory: EngineMemory, first: boolean): Promise<readonly BlobTask[]> {
  const tasks = await store.blobTasks();
  const uploaded = tasks.filter(({ blob }) => memory.unconfirmed.has(blob));
  const others = first ? tasks.filter(({ blob }) => !memory.unconfirmed.has(blob)) : [];
  return [...uploaded, ...others].slice(0, MAX_BLOBS_ASKED);
}

async function settleUploads(
  asked: readonly BlobTask[],
  confirmed: readonly string[],
  { ports, memory }: { readonly ports: ExchangePorts; readonly memory: EngineMemory },
): Promise<void> {
  const known = new Set(confirmed);
  await noteUnconfirmed(
    asked.filter(({ blob }) => memory.unconfirmed.has(blob) && !known.has(blob)),
    ports,
  );
  for (const { blob } of asked) memory.unconfirmed.delete(blob);
  for (const blob of confirmed) memory.reached.delete(blob);
}

function afterFailure(
  { cause, retryAfterMs }: Failure,
  { clock }: ExchangePorts,
  memory: EngineMemory,
): PassResult['waiting'] {
  if (NEEDS_A_PERSON.has(cause)) return { cause, nextTryAt: null };
  // A link that goes up and down gets on in small steps: it is tried again soon for as long as it does.
  if (cause === 'offline' && memory.progressed) memory.failures = 0;
  memory.failures++;
  const now = clock.now();
  const nextTryAt = now + backOffMs(memory.failures, clock.random(), retryAfterMs);
  if (retryAfterMs !== null) memory.quietUntilMs = nextTryAt;
  return { cause, nextTryAt };
}

async function afterSuccess({ store, clock }: ExchangePorts, memory: EngineMemory): Promise<PassResult['waiting']> {
  memory.failures = 0;
  memory.quietUntilMs = 0;
  const nextTryAt = nextUploadAtMs(await store.blobTasks(), clock.now());
  return nextTryAt === null ? null : { cause: 'server-error', nextTryAt };
}

/** Whether the server's wish to be left alone still binds, under a clock that may have jumped. */
export function isQuiet(memory: EngineMemory, nowMs: number): boolean {
  return mustWait(memory.quietUntilMs, nowMs);
}
