/** Why the engine is woken. After a server in trouble asked for patience, only a person's `button` goes before its time. */
export type WakeReason = 'append' | 'live' | 'button';

/** Runs the sync engine, wherever it lives. Given by main.ts: this layer may not know the engine. */
export interface EngineHost {
  wake(reason: WakeReason): void;
  /** Ends what is on its way; the next wake begins anew. */
  stop(): Promise<void>;
}

let host: EngineHost | null = null;

export function hostEngine(given: EngineHost): void {
  host = given;
}

/** Something changed, or may have: let the engine look. Never waits, never fails. */
export function wakeEngine(reason: WakeReason = 'append'): void {
  host?.wake(reason);
}

/** Before a person's data leaves this device: a pass still under way would write behind the emptying. */
export async function stopEngine(): Promise<void> {
  await host?.stop();
}
