import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { startAppServer } from '../tests/e2e/app-server.ts';
import { startBenchServer, warmPages } from '../tests/bench/bench-server.ts';
import { DurableRows } from '../tests/bench/durable-rows.ts';
import { measureIngest } from '../tests/bench/ingest-speed.ts';
import { measureAll } from '../tests/bench/measure.ts';
import { measureSound } from '../tests/bench/sound-speed.ts';
import { printTable } from '../tests/bench/table.ts';
import { PAGE_SIZE } from '../tests/bench/contender.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });

/** All contenders in one run on one machine: only the ratios mean anything. */
const sizes = values.quick
  ? { small: 2_000, large: 10_000, repeats: 1 }
  : { small: 10_000, large: 100_000, repeats: 3 };

// The peers are no part of the product and are installed for this alone.
if (!existsSync('tests/bench/peers/node_modules')) {
  console.error('Installing RxDB and PouchDB for the comparison …');
  execFileSync('npm', ['ci', '--prefix', 'tests/bench/peers', '--no-audit', '--no-fund'], { stdio: 'inherit' });
}

const scratch = await mkdtemp(path.join(tmpdir(), 'jiban-bench-'));
const pageDir = path.join(scratch, 'page');
await build({
  root: 'tests/bench',
  configFile: false,
  logLevel: 'warn',
  base: '/',
  build: { outDir: pageDir, emptyOutDir: true, target: 'esnext' },
});

const rows = new DurableRows(path.join(scratch, 'rows.db'));
// Vite has set NODE_ENV for its own build; the server would take it as its own.
const api = await startAppServer({ NODE_ENV: 'test' });
const server = await startBenchServer({ pageDir, rows, api: api.url });
try {
  for (const size of [sizes.small, sizes.large]) warmPages(size, PAGE_SIZE);
  printTable(
    await measureAll({
      url: server.url,
      scratch,
      sizes,
      only: values.only?.split(',') ?? null,
      clearRows: () => rows.clear(),
    }),
    sizes,
  );
  const entriesPerS = await measureIngest({ batches: values.quick ? 2 : 10, size: 500 });
  console.log(
    `\nServer: ${Math.round(entriesPerS).toLocaleString('en')} durable entries/s, signatures checked, receipts signed`,
  );
  const sound = measureSound(values.quick ? 5 : 15);
  console.log(
    `Sound: ${Math.round(sound.ours)} × real time on one thread (A, C, Z, F, S, LAeq, nine octaves); a textbook's A, F, LAeq and octaves ${Math.round(sound.naive)} ×`,
  );
} finally {
  await server.close();
  await api.stop();
  rows.close();
  await rm(scratch, { recursive: true, force: true });
}
