import type { Clock, Exclusive, LocalStore, RunState, StatementVerifier, Transport } from './ports.ts';
import type { PassResult } from './pass.ts';
import { backOffMs } from './back-off.ts';
import { newEngineMemory } from './engine-memory.ts';
import { isQuiet, runPass } from './pass.ts';
import { tellOfStorage } from './troubles.ts';

export interface EnginePorts {
  readonly store: LocalStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly verifier: StatementVerifier;
  readonly exclusive: Exclusive;
  /** Told of what should not have happened: the device's own store failing, or a bug. */
  readonly report?: ((error: unknown) => void) | undefined;
}

/** Why the engine is woken. All are equal, except that only a person's tap overrules a server that asked for patience. */
export type WakeCause = 'start' | 'append' | 'online' | 'visible' | 'timer' | 'live' | 'push' | 'sync-event' | 'button';

export interface Engine {
  /** Resolves when the pass that covers this wake has ended. Never rejects: a rejected Background Sync event sleeps for 300 s. */
  wake(cause: WakeCause): Promise<PassResult>;
  /** No further passes; resolves once the running one has ended. */
  stop(): Promise<void>;
}

/**
 * One loop for everything that has to cross the network. Wakes during a pass are served together by one more pass:
 *
 *   idle ──wake──▶ running ──wake──▶ running, one more asked for ──pass ends──▶ running
 *                     └──pass ends──▶ idle, with a timer when something is left
 */
export function createEngine(ports: EnginePorts): Engine {
  const memory = newEngineMemory();
  let running: Promise<PassResult> | null = null;
  let following: Promise<PassResult> | null = null;
  let stopped = false;
  let timer = 0;

  async function pass(): Promise<PassResult> {
    const result = await ports.exclusive.run(async () =>
      runPass(ports, { memory, interrupted: () => stopped || following !== null }),
    );
    setTimer(result);
    return result;
  }

  function setTimer({ waiting }: PassResult): void {
    const own = ++timer;
    if (stopped || waiting?.nextTryAt == null) return;
    const delayMs = Math.max(0, waiting.nextTryAt - ports.clock.now());
    void ports.clock.sleep(delayMs).then(() => {
      if (own !== timer || stopped) return;
      // The time is over by the count of the timer, whatever a clock that was set back meanwhile says.
      memory.quietUntilMs = 0;
      void wake('timer');
    });
  }

  async function start(): Promise<PassResult> {
    try {
      return await pass();
    } catch (error) {
      return failedInside(error);
    } finally {
      running = null;
    }
  }

  /** The store or the code failed. Said on the screen if the store still can, and tried again: a full disk may be emptied. */
  async function failedInside(error: unknown): Promise<PassResult> {
    ports.report?.(error);
    const now = ports.clock.now();
    const nextTryAt = now + backOffMs(++memory.failures, ports.clock.random(), null);
    const state: RunState = { phase: 'waiting', at: now, cause: 'storage', nextTryAt };
    await ports.store.noteRun(state).catch(() => undefined);
    await tellOfStorage(ports, memory).catch(() => undefined);
    const result: PassResult = { left: { entries: 0, blobs: 0 }, waiting: { cause: 'storage', nextTryAt } };
    setTimer(result);
    return result;
  }

  async function afterRunning(current: Promise<PassResult>): Promise<PassResult> {
    const result = await current;
    following = null;
    // A server that asked for patience meanwhile is obeyed; a wake in between may have started the pass that serves this one too.
    return stopped || isQuiet(memory, ports.clock.now()) ? result : (running ??= start());
  }

  function wake(cause: WakeCause): Promise<PassResult> {
    const quiet = {
      left: { entries: 0, blobs: 0 },
      waiting: { cause: 'server-error', nextTryAt: memory.quietUntilMs },
    } as const;
    if (stopped) return Promise.resolve({ left: quiet.left, waiting: null });
    if (running) return (following ??= afterRunning(running));
    if (cause !== 'button' && isQuiet(memory, ports.clock.now())) return Promise.resolve(quiet);
    return (running = start());
  }

  return {
    wake,
    async stop() {
      stopped = true;
      await running;
    },
  };
}
