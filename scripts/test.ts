/** `npm test [-- unit server browser e2e]`: the Vitest projects one after another (two cores, one browser at a time), then a summary. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { reportOf } from './test-reports.ts';

const PROJECTS = ['unit', 'server', 'browser', 'e2e'];

interface Outcome {
  project: string;
  passed: boolean;
  seconds: number;
}

function runProject(project: string): Outcome {
  console.log(`\n━━ ${project}`);
  const startedAtMs = performance.now();
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--passWithNoTests'];
  // By itself Vitest leaves a core to the watcher that nobody started. Browser and end-to-end tests take their turns as they are.
  if (project === 'unit') args.push(`--maxWorkers=${String(Math.max(2, availableParallelism()))}`);
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(project)}`);
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  return { project, passed: status === 0, seconds: (performance.now() - startedAtMs) / 1000 };
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PROJECTS.includes(name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(' ')}; known: ${PROJECTS.join(' ')}`);
  process.exit(2);
}
const outcomes = PROJECTS.filter((project) => asked.length === 0 || asked.includes(project)).map(runProject);
console.log('\n━━ npm test');
for (const { project, passed, seconds } of outcomes) {
  console.log(`${passed ? '✓' : '✗'} ${project.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s`);
}
process.exit(outcomes.every(({ passed }) => passed) ? 0 : 1);
