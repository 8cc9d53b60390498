/** Only `append` makes sure that the work goes out should the page vanish; only `button` overrules a server that asked for patience. */
export type WakeReason = 'start' | 'append' | 'online' | 'visible' | 'timer' | 'live' | 'button';

/** Runs the sync engine, wherever it lives. Given by main.ts: this layer may not know the engine. */
export interface EngineHost {
  wake(reason: WakeReason): void;
  /** Ends what is on its way; the next wake begins anew. */
  stop(): Promise<void>;
}

let host: EngineHost | null = null;
/** Told of every wake, before the engine is. */
let wakeListener: (reason: WakeReason) => void = () => {};

export function onWake(listener: (reason: WakeReason) => void): void {
  wakeListener = listener;
}

export function hostEngine(given: EngineHost): void {
  host = given;
}

/** Something changed, or may have: let the engine look. Never waits, never fails. */
export function wakeEngine(reason: WakeReason): void {
  wakeListener(reason);
  host?.wake(reason);
}

/** Before a person's data leaves this device: a pass still under way would write behind the emptying. */
export async function stopEngine(): Promise<void> {
  await host?.stop();
}
