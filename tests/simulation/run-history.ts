import type { Action } from './actions.ts';
import type { Counters } from './counters.ts';
import type { Doubles } from './doubles.ts';
import { finish, fingerprint } from './checks.ts';
import { History } from './history.ts';

export interface HistoryResult {
  readonly violations: readonly string[];
  readonly counters: Counters;
}

/** Every so many histories the whole is run again under other clocks (I11). */
const CLOCKS_EVERY = 8;
const OFF_BY_MS = 400 * 86_400_000;

export async function runHistory(seed: number, doubles?: Doubles, only?: readonly Action[]): Promise<HistoryResult> {
  const history = new History({ seed, doubles, only });
  await history.play();
  const violations = [...(await finish(history))];
  if (violations.length === 0 && seed % CLOCKS_EVERY === 0) {
    const shifted = new History({ seed, doubles, only, clocksOffByMs: OFF_BY_MS });
    await shifted.play();
    violations.push(...(await finish(shifted)).map((violation) => `under other clocks: ${violation}`));
    if (fingerprint(shifted) !== fingerprint(history)) violations.push('I11: another state under other clocks');
  }
  return { violations, counters: history.world.counters };
}
