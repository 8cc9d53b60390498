/** `npm run check`: every static check of the house, two at a time; each prints its time, failures print what they found. */
import { spawn } from 'node:child_process';

const AT_ONCE = 2;

interface Step {
  name: string;
  args: string[];
}

interface Outcome {
  name: string;
  passed: boolean;
}

function bin(name: string, file: string, ...args: string[]): Step {
  return { name, args: [`node_modules/${file}`, ...args] };
}

function typeCheck(folder: string): Step {
  const memory = `node_modules/.cache/tsc-${folder.replaceAll('/', '-')}.tsbuildinfo`;
  const args = ['-p', folder, '--incremental', '--tsBuildInfoFile', memory];
  return bin(`tsc ${folder}`, 'typescript/bin/tsc', ...args);
}

/** The slow ones first, so that the two lanes end together. */
const STEPS: Step[] = [
  bin('eslint', 'eslint/bin/eslint.js', '--max-warnings', '0', '.'),
  bin('svelte-check', 'svelte-check/bin/svelte-check', '--tsconfig', 'src/app/tsconfig.json', '--fail-on-warnings'),
  typeCheck('tests'),
  typeCheck('src/server'),
  typeCheck('src/sw'),
  typeCheck('src/rescue'),
  typeCheck('src/verifier'),
  typeCheck('src/domain'),
  bin('depcruise', 'dependency-cruiser/bin/dependency-cruise.mjs', 'src'),
  bin('prettier', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  bin('knip', 'knip/bin/knip.js'),
  { name: 'names and sizes', args: ['scripts/tidy.ts'] },
  { name: 'spec rules', args: ['scripts/spec-coverage.ts'] },
  { name: 'fault rows', args: ['scripts/fault-table.ts', '--check'] },
];

function runStep({ name, args }: Step): Promise<Outcome> {
  const startedAtMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1).padStart(6);
      const passed = code === 0;
      console.log(`${passed ? '✓' : '✗'} ${name.padEnd(18)} ${seconds} s`);
      if (!passed) console.log(Buffer.concat(chunks).toString('utf8').trimEnd() + '\n');
      resolve({ name, passed });
    });
  });
}

async function runAll(): Promise<Outcome[]> {
  const waiting = [...STEPS];
  const outcomes: Outcome[] = [];
  async function lane(): Promise<void> {
    for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await runStep(step));
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return outcomes;
}

const failed = (await runAll()).filter(({ passed }) => !passed);
console.log(
  failed.length === 0 ? '\ncheck: all green' : `\ncheck: failed: ${failed.map(({ name }) => name).join(', ')}`,
);
process.exit(failed.length === 0 ? 0 : 1);
