import type { Mutant } from './mutant.ts';
import { runHistory } from '../run-history.ts';

export interface Catch {
  readonly name: string;
  /** null: it survived. */
  readonly seed: number | null;
  /** Start of the violation that gave it away: the invariant, or liveness. */
  readonly by: string;
  readonly histories: number;
}

/** Plays histories with the bug until one gives it away for the right reason. */
export async function hunt({ name, doubles, caughtBy, only }: Mutant, within: number): Promise<Catch> {
  for (let seed = 1; seed <= within; seed++) {
    const { violations } = await outcomeOf(seed, doubles, only);
    const found = violations.find((violation) => caughtBy.test(violation));
    if (found !== undefined) return { name, seed, by: found.split(/[: ]/, 1)[0] ?? '', histories: seed };
  }
  return { name, seed: null, by: '', histories: within };
}

/** A bug may also break the history itself. */
async function outcomeOf(
  seed: number,
  doubles: Mutant['doubles'],
  only: Mutant['only'],
): Promise<{ readonly violations: readonly string[] }> {
  try {
    return await runHistory(seed, doubles, only);
  } catch (error) {
    return { violations: [`threw ${String(error)}`] };
  }
}
