import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdsByOpenSsl, sourceOf } from '#tests/verifier/package-scene.ts';
import { TamperBench } from '#tests/verifier/tamper-bench.ts';
import { tempDir } from '#tests/server/temp-database.ts';
import { verifyPackage } from '#verifier/verify-package.ts';

/** Each takes Python a third of a second; the night asks for thousands. */
const COUNT = Number(process.env['JIBAN_INTEROP'] ?? 16);
/** Another part of the numbers each day would hide a failure from the next run: the gate's stay the same. */
const FROM = Number(process.env['JIBAN_FROM'] ?? 7);
const AT_ONCE = 200;

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython)
  console.warn('SKIPPED: no python3 on this machine, so no second implementation of the verifier to agree with');

interface Read {
  readonly whole: boolean;
  readonly faults: readonly string[];
}

function readInPython(files: readonly string[]): readonly Read[] {
  const { stdout, stderr, status } = spawnSync('python3', ['tests/interop/verify_package.py', ...files], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Read);
}

describe.skipIf(!hasPython)('a second reader in another language', { timeout: 7_200_000 }, () => {
  let bench: TamperBench;
  beforeAll(async () => {
    bench = await TamperBench.open(FROM);
  }, 60_000);
  afterAll(() => bench.close());

  it('[PROOF-42] agrees on genuine packages of every reader', () => {
    const dir = tempDir();
    const files = bench.bases.map(({ bytes }, i) => {
      const file = join(dir, `${String(i)}.zip`);
      writeFileSync(file, bytes);
      return file;
    });
    expect(readInPython(files)).toEqual(files.map(() => ({ whole: true, faults: [] })));
  });

  it(`[PROOF-42] agrees on ${String(COUNT)} tampered ones, and on the reason`, async () => {
    const dir = tempDir();
    for (let from = FROM; from < FROM + COUNT; from += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, FROM + COUNT - from) }, (_, i) => from + i);
      const files: string[] = [];
      const ours: boolean[] = [];
      // Across all kinds of tampering, also when there are fewer packages than kinds.
      const spread = numbers.map((number) => (COUNT < AT_ONCE ? FROM + (number - FROM) * 3 : number));
      for (const number of spread) {
        const bytes = await bench.tampered(number);
        const file = join(dir, `${String(number)}.zip`);
        writeFileSync(file, bytes);
        files.push(file);
        ours.push((await verifyPackage(sourceOf(bytes), { holds: holdsByOpenSsl })).isWhole);
      }
      for (const [i, { whole, faults }] of readInPython(files).entries()) {
        const number = spread[i] ?? 0;
        const { name, code } = bench.mutationOf(number);
        const isNamed = faults.includes(code);
        if (whole || !isNamed) console.error(number, name, faults);
        expect({ number, name, whole, isNamed }).toEqual({ number, name, whole: ours[i], isNamed: true });
      }
    }
    const report = process.env['JIBAN_REPORT'];
    if (report === undefined) return;
    mkdirSync(dirname(report), { recursive: true });
    writeFileSync(
      report,
      JSON.stringify({ packages: COUNT, disagreements: 0, seeds: { from: FROM, to: FROM + COUNT - 1 } }),
    );
  });
});
