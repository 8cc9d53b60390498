import type { EngineMemory } from './engine-memory.ts';
import type { ExchangeOutcome, ExchangePorts } from './exchange.ts';
import type { OutboxEntry, SyncPosition, WaitCause } from './ports.ts';
import { exchange } from './exchange.ts';
import { afterCut, FIRST_LIMITS, grown, halved, longerPage, planBatch, shorterPage } from './plan-batch.ts';
import { readPosition } from './troubles.ts';

export interface Failure {
  readonly kind: 'failed';
  readonly cause: WaitCause;
  readonly retryAfterMs: number | null;
}

/** `heldBack`: some entries were set aside, everything else went. */
export type PushPullOutcome =
  { readonly kind: 'done'; readonly confirmed: readonly string[]; readonly heldBack: boolean } | Failure;

/** How many entries the server failed on are tried again in one pass, each alone. */
const MAX_HELD_TRIES = 20;
/** Failing answers in one pass, probes aside: enough to halve 500 entries down to one a few times over. */
const MAX_FAILURES = 40;
export const MAX_BLOBS_ASKED = 200;

/** Exchanges until the outbox is empty, the server has no more, and no case is needed anew. `blobsAsked` goes with the first exchange. */
export async function pushPull(
  ports: ExchangePorts,
  memory: EngineMemory,
  blobsAsked: readonly string[],
): Promise<PushPullOutcome> {
  const confirmed: string[] = [];
  let asked = blobsAsked.slice(0, MAX_BLOBS_ASKED);
  let before: Round | null = null;
  let failures = 0;
  for (;;) {
    const position = await readPosition(ports.store, memory);
    const batch = planBatch(await ports.store.outbox({ ...memory.limits, skip: memory.held }), memory.limits);
    if (before && isFinished(before, position, batch)) break;
    if (before && stoodStill(before, { position, batch, asked }))
      return failed(batch.length > 0 ? 'wrong-receipt' : 'server-error');
    const startedMs = ports.clock.now();
    const outcome = await exchange({ position, batch, blobsAsked: asked, pageLength: memory.pageLength }, ports);
    if (outcome.kind === 'done') {
      confirmed.push(...outcome.confirmed);
      noteSuccess(outcome, memory, ports.clock.now() - startedMs);
      before = { position, batch, asked, more: outcome.more, isTold: outcome.isTold };
      asked = [];
      continue;
    }
    const failure = await afterFailure(outcome, { position, batch }, { ports, memory });
    if (failure) {
      // A revoked device gets nothing more, and may still hand in what was set aside.
      if (failure.cause === 'device-revoked') await sendHeld(ports, memory);
      return failure;
    }
    if (++failures > MAX_FAILURES) return failed('server-error');
    // A smaller batch goes next: what stood still is judged from there.
    before = null;
  }
  return (await sendHeld(ports, memory)) ?? { kind: 'done', confirmed, heldBack: memory.held.size > 0 };
}

type Done = Extract<ExchangeOutcome, { kind: 'done' }>;

function noteSuccess({ settled, confirmed, moved }: Done, memory: EngineMemory, tookMs: number): void {
  if (settled > 0 || confirmed.length > 0 || moved) memory.progressed = true;
  memory.limits = grown(memory.limits, tookMs);
  memory.pageLength = longerPage(memory.pageLength);
}

/** Less at a time both ways: what is up for a second at a time carries small requests and small pages. */
function noteCut(batch: readonly OutboxEntry[], memory: EngineMemory): void {
  if (batch.length > 1) memory.limits = afterCut(batch);
  memory.pageLength = shorterPage(memory.pageLength);
}

interface Round {
  readonly position: SyncPosition;
  readonly batch: readonly OutboxEntry[];
  readonly asked: readonly string[];
  readonly more: boolean;
  readonly isTold: boolean;
}

type Question = Pick<Round, 'position' | 'batch' | 'asked'>;

function isFinished(before: Round, position: SyncPosition, batch: readonly OutboxEntry[]): boolean {
  return batch.length === 0 && before.isTold && !before.more && position.need.length === 0;
}

/** The same question would be asked again: the answer settled nothing and moved nothing. */
function stoodStill(before: Question, now: Question): boolean {
  return questionOf(before) === questionOf(now);
}

function questionOf({ position: { cursor, need, known }, batch, asked }: Question): string {
  return JSON.stringify([cursor, need, known, batch.map(({ id }) => id), asked]);
}

interface Hands {
  readonly ports: ExchangePorts;
  readonly memory: EngineMemory;
}

/** null when the next, smaller batch may be tried at once. */
async function afterFailure(
  outcome: Exclude<ExchangeOutcome, { kind: 'done' }>,
  { position, batch }: Pick<Round, 'position' | 'batch'>,
  { ports, memory }: Hands,
): Promise<Failure | null> {
  const [only] = batch;
  if (outcome.kind === 'too-large') {
    if (!only) return failed('server-error');
    if (batch.length === 1) await quarantineTooBig(only, ports);
    else memory.limits = halved(batch);
    return null;
  }
  if (outcome.cause === 'offline') noteCut(batch, memory);
  // A server that asks for patience is out of order as a whole; one that fails without a word may stumble over a single entry.
  if (outcome.cause !== 'server-error' || outcome.retryAfterMs !== null || !only) return outcome;
  const probe = await exchange({ position, batch: [], blobsAsked: [], pageLength: memory.pageLength }, ports);
  // A server that will not give a revoked device anything is alive all the same.
  if (probe.kind === 'failed' && probe.cause !== 'device-revoked') return probe;
  if (batch.length > 1) memory.limits = halved(batch);
  else suspect(only.id, memory, ports.clock.now());
  return null;
}

/** Set aside only the second time: what is sent out of its order stands in the log with a gap before it for ever. */
function suspect(id: string, memory: EngineMemory, nowMs: number): void {
  if (memory.suspect === id) {
    if (memory.held.size === 0) memory.heldSinceMs = nowMs;
    memory.held.add(id);
    memory.limits = FIRST_LIMITS;
  }
  memory.suspect = memory.suspect === id ? null : id;
}

async function quarantineTooBig({ id, bytes }: OutboxEntry, { store }: ExchangePorts): Promise<void> {
  await store.quarantine([{ entry: id, code: 'too-big', detail: `${String(bytes)} bytes` }]);
}

/** The entries set aside, oldest first, each alone. Not null only when the network failed meanwhile. */
async function sendHeld(ports: ExchangePorts, memory: EngineMemory): Promise<Failure | null> {
  const tried = new Set<string>();
  while (tried.size < MAX_HELD_TRIES && [...memory.held].some((id) => !tried.has(id))) {
    const position = await readPosition(ports.store, memory);
    const [entry] = await ports.store.outbox({ ...memory.limits, maxEntries: 1, skip: tried });
    if (!entry) {
      // Whatever else was set aside has left the outbox by another way.
      for (const id of memory.held) if (!tried.has(id)) memory.held.delete(id);
      break;
    }
    tried.add(entry.id);
    const outcome = await exchange({ position, batch: [entry], blobsAsked: [], pageLength: memory.pageLength }, ports);
    if (outcome.kind === 'failed' && (outcome.cause !== 'server-error' || outcome.retryAfterMs !== null))
      return outcome;
    if (outcome.kind === 'too-large') await quarantineTooBig(entry, ports);
    if (outcome.kind === 'too-large' || (outcome.kind === 'done' && outcome.settled > 0)) memory.held.delete(entry.id);
  }
  return null;
}

function failed(cause: WaitCause): Failure {
  return { kind: 'failed', cause, retryAfterMs: null };
}
