import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HoldsSignature } from '#domain/package/check-context.ts';
import { finding, holdsByOpenSsl, PackageScene, sourceOf } from './package-scene.ts';
import { orderBody } from '#tests/server/log-scene.ts';
import { readContainer } from '#domain/package/read-container.ts';
import { verifyPackage } from '#verifier/verify-package.ts';

/** Of contents every n-th byte in the gate; `JIBAN_FLIPS=all` flips every single bit of the file. */
const ALL = process.env['JIBAN_FLIPS'] === 'all';
const EVERY_BYTE = ALL ? 1 : 41;

describe('a flipped bit', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jiban-flips-'));
  let scene: PackageScene;
  let bytes: Uint8Array;

  beforeAll(async () => {
    scene = await PackageScene.open(dir);
    const { system, inspector } = scene.devices;
    await scene.send(system, { case: 'c-1', kind: 'order', body: orderBody() });
    await scene.photo(inspector, 'c-1');
    await scene.send(inspector, { case: 'c-1', kind: 'finding', body: finding('风机') });
    bytes = await scene.pack('c-1', 'court');
  });
  afterAll(async () => {
    await scene.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** The same few signatures are asked about again and again. */
  const known = new Map<string, boolean>();
  const holds: HoldsSignature = (key, text, sig) => {
    const name = `${key} ${text} ${sig}`;
    const answer = known.get(name) ?? holdsByOpenSsl(key, text, sig);
    known.set(name, answer);
    return answer;
  };

  it('[PROOF-21] anywhere in the file, headers and lists too, makes it fail', { timeout: 3_600_000 }, async () => {
    const container = await readContainer(sourceOf(bytes));
    const contents = container?.files ?? [];
    const isContent = (at: number) => contents.some((file) => at >= file.at && at < file.at + file.bytes);
    const seals = contents.filter(({ name }) => name === 'manifest.sig');
    const isSeal = (at: number) => seals.some((file) => at >= file.at && at < file.at + file.bytes);
    const copy = Uint8Array.from(bytes);
    let [flips, passed] = [0, 0];
    const flip = async (at: number, bit: number): Promise<void> => {
      copy[at] = (bytes[at] ?? 0) ^ (1 << bit);
      flips += 1;
      if ((await verifyPackage(sourceOf(copy), { holds })).isWhole) passed += 1;
      copy[at] = bytes[at] ?? 0;
    };
    for (let at = 0; at < bytes.length; at++) {
      const isPlain = isContent(at) && !isSeal(at);
      if (isPlain && at % EVERY_BYTE !== 0) continue;
      if (ALL) for (let bit = 0; bit < 8; bit++) await flip(at, bit);
      else await flip(at, at % 8);
    }
    const report = process.env['JIBAN_REPORT'];
    if (report !== undefined) writeFileSync(report, JSON.stringify({ flips, passed }));
    expect(passed).toBe(0);
    expect(flips).toBeGreaterThan(1500);
    expect((await verifyPackage(sourceOf(copy), { holds })).isWhole).toBe(true);
  });
});
