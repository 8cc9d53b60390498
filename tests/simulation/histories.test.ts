import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BRANCHES } from './counters.ts';
import { runHistories } from './pool.ts';
import { runHistory } from './run-history.ts';

const HISTORIES = Number(process.env['JIBAN_HISTORIES'] ?? 20_000);
/** Replays one history; or the number the run begins with, so that the nightly runs cover others than the gate. */
const SEED = process.env['JIBAN_SEED'];
const FROM = Number(process.env['JIBAN_FROM'] ?? 1);
/** A file for the summary of the run, as JSON, whatever its outcome. */
const REPORT = process.env['JIBAN_REPORT'];
const RUN_LIMIT_MS = 60_000 + HISTORIES * 40;

test.runIf(SEED === undefined)(
  `[ENGINE-30] ${String(HISTORIES)} histories of devices, faults and one server hold every invariant`,
  async () => {
    const startedMs = performance.now();
    const { histories, counters, failures } = await runHistories(FROM, HISTORIES);
    const seconds = (performance.now() - startedMs) / 1000;
    const perSecond = Math.round(histories / seconds);
    if (REPORT !== undefined) {
      const seeds = { from: FROM, to: FROM + HISTORIES - 1 };
      const failing = failures.map((failure) => ({ ...failure, replay: replay(failure.seed) }));
      writeFileSync(
        REPORT,
        JSON.stringify({ histories, seeds, seconds, perSecond, counters, failures: failing }, null, 2),
      );
    }
    process.stdout.write(
      `${String(histories)} histories, ${String(perSecond)}/s; ${BRANCHES.map((name) => `${name} ${String(counters[name])}`).join(', ')}\n`,
    );
    expect(failures.map(({ seed, violations }) => `${replay(seed)}\n  ${violations.slice(0, 6).join('\n  ')}`)).toEqual(
      [],
    );
    // A simulation in which something never happens proves nothing about it.
    if (HISTORIES >= 5_000) expect(BRANCHES.filter((name) => counters[name] === 0)).toEqual([]);
  },
  RUN_LIMIT_MS,
);

test.runIf(SEED !== undefined)(`the history of seed ${SEED ?? ''}`, async () => {
  const { violations } = await runHistory(Number(SEED));
  expect(violations).toEqual([]);
});

function replay(seed: number): string {
  return `seed ${String(seed)} fails; again with: JIBAN_SEED=${String(seed)} npx vitest run --project unit tests/simulation/histories.test.ts`;
}
