import type { EngineHost } from './engine-host.ts';
import type { PassResult } from '#sync/pass.ts';
import type { WakeCause } from '#sync/engine.ts';

export interface WakeUps {
  /** A pass, and whatever makes sure that there is another one while something is left. Never rejects. */
  run(cause: WakeCause): Promise<void>;
  /** A Background Sync event. Never rejects. */
  sync(tag: string): Promise<void>;
}

export interface WakeUpPorts {
  readonly host: EngineHost;
  readonly isOnline: () => boolean;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Asks the browser for a Background Sync event; may reject or be missing. */
  readonly register: (tag: string) => Promise<void>;
}

/**
 * Begins the tag of an event that only stays open while a back-off is sat out. A browser that ends the worker meanwhile counts the event as
 * failed and gives it again minutes later, to a worker that is not waiting for anything and so wakes the engine.
 */
const HOLD = 'hold:';
/** Browsers end an event that lasts longer than a few minutes; what is longer than this is left to the next wake. */
const LONGEST_STAY_MS = 120_000;

/**
 * Background Sync as a wake-up and nothing more. A rejected event sleeps for 300 s and its tag does not wake it before that, so events are
 * never rejected and every registration has a tag of its own.
 */
export function createWakeUps({ host, isOnline, now, sleep, register }: WakeUpPorts): WakeUps {
  let count = 0;
  let lookingForward: Promise<void> | null = null;

  /** One at a time: every event that came to nothing would otherwise breed another. */
  async function lookForward(result: PassResult, cause: WakeCause): Promise<void> {
    if (lookingForward) return;
    lookingForward = askForAnother(result, cause);
    try {
      await lookingForward;
    } finally {
      lookingForward = null;
    }
  }

  async function askForAnother({ left, waiting }: PassResult, cause: WakeCause): Promise<void> {
    if (!waiting || waiting.nextTryAt === null || left.entries + left.blobs === 0) return;
    // While offline the event comes with the network. While online it would come at once: the engine's own back-off is sat out first.
    if (isOnline()) {
      if (cause !== 'sync-event') void register(newTag(HOLD)).catch(() => undefined);
      await sleep(Math.min(Math.max(0, waiting.nextTryAt - now()), LONGEST_STAY_MS));
    }
    await register(newTag('sync:'));
  }

  function newTag(kind: string): string {
    return `${kind}${String(now())}-${String(count++)}`;
  }

  async function run(cause: WakeCause): Promise<void> {
    try {
      const result = await host.wake(cause);
      if (result) await lookForward(result, cause);
    } catch {
      // No Background Sync here, or not allowed: the page wakes the engine as well.
    }
  }

  return {
    run,
    async sync(tag) {
      if (!tag.startsWith(HOLD) || !lookingForward) return run('sync-event');
      await lookingForward.catch(() => undefined);
    },
  };
}
