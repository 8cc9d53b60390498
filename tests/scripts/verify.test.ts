import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NODE } from '#tests/server/faults/strace.ts';
import { PackageScene } from '#tests/verifier/package-scene.ts';

describe('npm run verify', { timeout: 60_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'jiban-verify-'));
  const file = join(dir, 'package.zip');
  let bytes: Uint8Array;

  beforeAll(async () => {
    const scene = await PackageScene.open(join(dir, 'data'));
    const [caseId] = await scene.fill(4);
    bytes = await scene.pack(caseId, 'court');
    await scene.close();
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  function verify(content: Uint8Array, ...more: readonly string[]) {
    writeFileSync(file, content);
    const { status, stdout, stderr } = spawnSync(NODE, ['scripts/verify.ts', file, ...more], { encoding: 'utf8' });
    return { status, told: stdout + stderr };
  }

  it('[PROOF-41] ends with 0, 1 or 2, and says in words what failed and what cannot be proven', () => {
    const good = verify(bytes, '--lang', 'zh');
    expect([good.status, good.told]).toEqual([0, expect.stringContaining('全部通过')]);
    expect(good.told).toContain('它不能证明什么');
    expect(good.told).toContain('还没有核对服务器公钥指纹');
    const key = /指纹: ([0-9a-f ]+)/.exec(good.told)?.[1] ?? '';
    const pinned = verify(bytes, '--lang', 'zh', '--key', key);
    expect([pinned.status, pinned.told.includes('还没有核对')]).toEqual([0, false]);
    expect(verify(bytes, '--key', '0'.repeat(64), '--lang', 'en').told).toContain('[foreign-key]');
    const bad = verify(
      bytes.map((byte, i) => (i === 5000 ? byte ^ 1 : byte)),
      '--lang',
      'en',
    );
    expect([bad.status, bad.told]).toEqual([1, expect.stringMatching(/Not passed/)]);
    expect(verify(new Uint8Array(3)).status).toBe(1);
    expect(spawnSync(NODE, ['scripts/verify.ts', join(dir, 'none.zip')]).status).toBe(2);
    expect(spawnSync(NODE, ['scripts/verify.ts']).status).toBe(2);
  });
});
