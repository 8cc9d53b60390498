/** Runs the sync engine, wherever it lives. Given by main.ts: this layer may not know the engine. */
export interface EngineHost {
  wake(): void;
}

let host: EngineHost | null = null;

export function hostEngine(given: EngineHost): void {
  host = given;
}

/** Something changed, or may have: let the engine look. Never waits, never fails. */
export function wakeEngine(): void {
  host?.wake();
}
