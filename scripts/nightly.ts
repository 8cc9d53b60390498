/**
 * `npm run test:nightly [-- --histories 200000 --kills 50 --only kills]`: the tests of the gate with bigger numbers, one after another. Prints one
 * table of what was really run, and writes it into docs/reliability.md. Every number can be made smaller; the table says the one that ran.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type as system } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { REPORTS } from './test-reports.ts';

const DOCUMENT = 'docs/reliability.md';
const [OPENS, CLOSES] = ['<!-- nightly: written by npm run test:nightly -->', '<!-- /nightly -->'] as const;

const { values: asked } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '500' },
    points: { type: 'string', default: 'all' },
    devices: { type: 'string', default: '300' },
    mutants: { type: 'string', default: '20000' },
    fuzz: { type: 'string', default: '200000' },
    tampered: { type: 'string', default: '10000' },
    interop: { type: 'string', default: '2000' },
    photos: { type: 'string', default: '60' },
    /** Number of the first history: by default another one every day. */
    from: { type: 'string', default: String(Math.floor(Date.now() / 86_400_000) * 1_000_000) },
    only: { type: 'string' },
  },
});

interface Step {
  readonly name: string;
  readonly what: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function vitest(project: string, file: string): string[] {
  return ['node_modules/vitest/vitest.mjs', 'run', '--project', project, file];
}

const STEPS: readonly Step[] = [
  {
    name: 'histories',
    what: 'simulated histories of devices, faults and one server',
    args: vitest('unit', 'tests/simulation/histories.test.ts'),
    env: { JIBAN_HISTORIES: asked.histories, JIBAN_FROM: asked.from },
  },
  {
    name: 'mutants',
    what: 'planted bugs, each hunted by the same histories',
    args: ['scripts/mutants.ts', asked.mutants],
    env: {},
  },
  {
    name: 'points',
    what: 'kills of the server at a write or fsync',
    args: vitest('server', 'tests/server/faults/kill-points.test.ts'),
    env: { JIBAN_KILL_POINTS: asked.points },
  },
  {
    name: 'kills',
    what: 'kills of the browser between and within saves',
    args: vitest('e2e', 'tests/e2e/kill-cycles.e2e.ts'),
    env: { JIBAN_KILLS: asked.kills, JIBAN_SEED: asked.from },
  },
  {
    name: 'devices',
    what: 'devices that reconnect at once',
    args: vitest('server', 'tests/server/faults/storm.test.ts'),
    env: { JIBAN_DEVICES: asked.devices },
  },
  {
    name: 'fuzz',
    what: 'damaged inputs to every decoder',
    args: vitest('unit', 'tests/fuzz'),
    env: { JIBAN_FUZZ: asked.fuzz },
  },
  {
    name: 'tampered',
    what: 'tampered evidence packages, each told by its reason',
    args: vitest('unit', 'tests/verifier/tampered.test.ts'),
    env: { JIBAN_TAMPERED: asked.tampered, JIBAN_FROM: asked.from },
  },
  {
    name: 'flips',
    what: 'every bit of an evidence package flipped',
    args: vitest('unit', 'tests/verifier/bit-flips.test.ts'),
    env: { JIBAN_FLIPS: 'all' },
  },
  {
    name: 'interop',
    what: 'tampered packages read by a second implementation in Python',
    args: vitest('unit', 'tests/interop/second-reader.test.ts'),
    env: { JIBAN_INTEROP: asked.interop, JIBAN_FROM: asked.from },
  },
  {
    name: 'photos',
    what: 'photos of 12 megapixels on a slowed phone',
    args: vitest('e2e', 'tests/e2e/phone-faults.e2e.ts'),
    env: { JIBAN_PHOTOS: asked.photos },
  },
];

export interface Outcome {
  readonly name: string;
  readonly what: string;
  readonly amount: string;
  readonly seed: string;
  readonly passed: boolean;
  readonly minutes: number;
}

async function run({ name, what, args, env }: Step): Promise<Outcome> {
  console.log(`\n━━ ${name}: ${what}`);
  const report = join(REPORTS, `nightly-${name}.txt`);
  rmSync(report, { force: true });
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, JIBAN_REPORT: report },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    printed = (printed + chunk.toString('utf8')).slice(-20_000);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const told = existsSync(report) ? readFileSync(report, 'utf8') : '';
  const minutes = (performance.now() - startedAtMs) / 60_000;
  return { name, what, ...summaryOf(told, printed), passed: code === 0, minutes };
}

/** Of a report in JSON, its plain numbers; else the sentence that ends the output of the step. */
export function summaryOf(report: string, printed: string): { amount: string; seed: string } {
  if (report === '') return { amount: /(\d+ of \d+ [^,\n]+)/.exec(printed)?.[1] ?? '?', seed: '' };
  const facts = JSON.parse(report) as Record<string, unknown>;
  const numbers = Object.entries(facts).filter(
    ([key, value]) => typeof value === 'number' && !/second|ms$|^seed$/i.test(key),
  );
  const { from, to } = (facts['seeds'] ?? {}) as { from?: number; to?: number };
  const single = typeof facts['seed'] === 'number' ? String(facts['seed']) : '';
  const seed = from !== undefined && to !== undefined ? `${from}–${to}` : single;
  return { amount: numbers.map(([key, value]) => `${key} ${String(value)}`).join(', '), seed };
}

export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(
    ({ name, what, amount, seed, passed, minutes }) =>
      `| ${name} | ${what} | ${amount} | ${seed} | ${passed ? 'passed' : '**failed**'} | ${minutes.toFixed(1)} |`,
  );
  return ['| step | what | really run | seeds | result | minutes |', '|---|---|---|---|---|---|', ...rows].join('\n');
}

/** The document with what stood between the marks replaced. */
export function withTable(document: string, table: string): string {
  const [start, end] = [document.indexOf(OPENS), document.indexOf(CLOSES)];
  if (start < 0 || end < start) throw new Error(`${DOCUMENT} has no place for the table: ${OPENS} … ${CLOSES}`);
  return `${document.slice(0, start + OPENS.length)}\n\n${table}\n\n${document.slice(end)}`;
}

async function main(): Promise<void> {
  mkdirSync(REPORTS, { recursive: true });
  const steps = STEPS.filter(({ name }) => !asked.only || asked.only.split(',').includes(name));
  const outcomes: Outcome[] = [];
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? '?'}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${system()} ${release()}, Node ${process.version}`;
  const about = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC; ${machine}.`;
  for (const step of steps) {
    outcomes.push(await run(step));
    // After every step: a night that is cut short leaves what it had.
    writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, 'utf8'), `${about}\n\n${tableOf(outcomes)}`));
  }
  console.log(`\n━━ npm run test:nightly\n${tableOf(outcomes)}`);
  process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
