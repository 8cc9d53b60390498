import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdsByOpenSsl, sourceOf } from './package-scene.ts';
import { MUTATIONS } from './mutations.ts';
import { PackageEditor } from './package-editor.ts';
import { TamperBench } from './tamper-bench.ts';
import { verifyPackage } from '#verifier/verify-package.ts';

/** In the gate 200; `npm run test:nightly` asks for 10,000. A failure names its number, and `JIBAN_FROM=n JIBAN_TAMPERED=1` repeats it. */
const COUNT = Number(process.env['JIBAN_TAMPERED'] ?? 200);
const FROM = Number(process.env['JIBAN_FROM'] ?? 0);

describe('tampered packages', () => {
  let bench: TamperBench;

  beforeAll(async () => {
    bench = await TamperBench.open(FROM);
  }, 60_000);
  afterAll(() => bench.close());

  it(
    `[PROOF-22] [PROOF-23] [PROOF-24] [PROOF-25] [PROOF-26] [PROOF-27] [PROOF-28] [PROOF-29] [PROOF-40] of ${String(COUNT)} none passes, and each is told by its reason`,
    { timeout: 3_600_000 },
    async () => {
      const met = new Set<string>();
      for (let number = FROM; number < FROM + COUNT; number++) {
        const { name, code } = bench.mutationOf(number);
        const bytes = await bench.tampered(number);
        const { isWhole, checks } = await verifyPackage(sourceOf(bytes), { holds: holdsByOpenSsl });
        const codes = checks.flatMap(({ faults }) => faults.map((fault) => fault.code));
        const isNamed = codes.includes(code);
        if (isWhole || !isNamed) console.error(`JIBAN_FROM=${String(number)} JIBAN_TAMPERED=1`, name, codes);
        expect({ number, name, isWhole, isNamed }).toEqual({ number, name, isWhole: false, isNamed: true });
        met.add(name);
      }
      if (COUNT >= MUTATIONS.length) expect(met.size).toBe(MUTATIONS.length);
      const report = process.env['JIBAN_REPORT'];
      if (report === undefined) return;
      mkdirSync(dirname(report), { recursive: true });
      const seeds = { from: FROM, to: FROM + COUNT - 1 };
      writeFileSync(report, JSON.stringify({ tampered: COUNT, kinds: met.size, passed: 0, seeds }));
    },
  );

  it('[PROOF-40] the same packages, left alone, pass: a mutation that changed nothing would be found out', async () => {
    for (const { bytes } of bench.bases) {
      const again = (await PackageEditor.open(bytes)).bytes();
      expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
      expect((await verifyPackage(sourceOf(again), { holds: holdsByOpenSsl })).isWhole).toBe(true);
    }
  });
});
