import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Forger, Mutation } from './forger.ts';
import { AUDIENCES } from '#domain/package/audience.ts';
import { holdsByOpenSsl, PackageScene, sourceOf } from './package-scene.ts';
import { MUTATIONS } from './mutations.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { PackageEditor } from './package-editor.ts';
import { Random } from '#tests/simulation/random.ts';
import { verifyPackage } from '#verifier/verify-package.ts';

/** In the gate 200; `npm run test:nightly` asks for 10,000. A failure names its number, and `JIBAN_FROM=n JIBAN_TAMPERED=1` repeats it. */
const COUNT = Number(process.env['JIBAN_TAMPERED'] ?? 200);
const FROM = Number(process.env['JIBAN_FROM'] ?? 0);
const BASES = 6;

interface Base {
  readonly bytes: Uint8Array;
  readonly other: Uint8Array;
}

describe('tampered packages', () => {
  let scene: PackageScene;
  const bases: Base[] = [];
  const dir = mkdtempSync(join(tmpdir(), 'jiban-tampered-'));
  const foreign = newSigningKey();

  beforeAll(async () => {
    scene = await PackageScene.open(dir);
    for (let i = 0; i < BASES; i++) {
      const [caseId, other] = await scene.fill(9, new Random(FROM * 31 + i));
      const audience = AUDIENCES[i % AUDIENCES.length] ?? 'court';
      for (let photos = 0; photos < 2; photos++) await scene.photo(scene.devices.inspector, caseId);
      bases.push({ bytes: await scene.pack(caseId, audience), other: await scene.pack(other, 'court') });
    }
  }, 60_000);
  afterAll(async () => {
    await scene.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function tamper(mutation: Mutation, number: number): Promise<Uint8Array> {
    const random = new Random(number);
    const base = random.pick(bases);
    const { system, inspector, north } = scene.devices;
    const forger: Forger = {
      server: scene.log.serverKey,
      devices: new Map([system, inspector, north].map(({ row, key }) => [row.id, key])),
      foreign,
      other: await PackageEditor.open(base.other),
      pick: (end) => random.below(end),
    };
    const editor = await PackageEditor.open(base.bytes);
    await mutation.change(editor, forger);
    if (mutation.signs !== 'nobody') {
      editor.rewriteManifest();
      await editor.signWith(mutation.signs === 'server' ? forger.server : foreign);
    }
    const bytes = editor.bytes();
    return mutation.after ? mutation.after(bytes, forger) : bytes;
  }

  it(
    `[PROOF-22] [PROOF-23] [PROOF-24] [PROOF-25] [PROOF-26] [PROOF-27] [PROOF-28] [PROOF-29] [PROOF-40] of ${String(COUNT)} none passes, and each is told by its reason`,
    { timeout: 3_600_000 },
    async () => {
      const met = new Map<string, number>();
      for (let number = FROM; number < FROM + COUNT; number++) {
        const mutation = MUTATIONS[number % MUTATIONS.length] as Mutation;
        const bytes = await tamper(mutation, number);
        const { isWhole, checks } = await verifyPackage(sourceOf(bytes), { holds: holdsByOpenSsl });
        const codes = checks.flatMap(({ faults }) => faults.map(({ code }) => code));
        const seen = { number, mutation: mutation.name, isWhole, isNamed: codes.includes(mutation.code) };
        if (isWhole || !seen.isNamed)
          console.error(`JIBAN_FROM=${String(number)} JIBAN_TAMPERED=1`, mutation.name, codes);
        expect(seen).toEqual({ number, mutation: mutation.name, isWhole: false, isNamed: true });
        met.set(mutation.name, (met.get(mutation.name) ?? 0) + 1);
      }
      const report = process.env['JIBAN_REPORT'];
      if (COUNT >= MUTATIONS.length) expect(met.size).toBe(MUTATIONS.length);
      if (report === undefined) return;
      mkdirSync(dirname(report), { recursive: true });
      const seeds = { from: FROM, to: FROM + COUNT - 1 };
      writeFileSync(report, JSON.stringify({ tampered: COUNT, kinds: met.size, passed: 0, seeds }));
    },
  );

  it('[PROOF-40] the same packages, left alone, pass; a mutation that changed nothing would be found out', async () => {
    for (const { bytes } of bases) {
      const again = (await PackageEditor.open(bytes)).bytes();
      expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
      expect((await verifyPackage(sourceOf(again), { holds: holdsByOpenSsl })).isWhole).toBe(true);
    }
  });
});
