import { execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { AnchorSettings } from '#server/proof/anchor.ts';
import { anchorIfDue, anchorState } from '#server/proof/anchor.ts';
import { holdsByOpenSsl, PackageScene, sourceOf } from '#tests/verifier/package-scene.ts';
import { latestCheckpoint } from '#server/proof/checkpoints.ts';
import { readConfig } from '#server/config.ts';
import { tempDir } from '#tests/server/temp-database.ts';
import { timeStampRequest } from '#server/proof/time-stamp-request.ts';
import { verifyPackage } from '#verifier/verify-package.ts';

const hasOpenSsl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenSsl) console.warn('SKIPPED: no openssl on this machine, so no time-stamping authority to test against');

/** A time-stamping authority of openssl's own, in a folder. */
class Authority {
  readonly dir = tempDir();

  constructor() {
    const config = `[ tsa ]
default_tsa = one
[ one ]
serial = ${this.dir}/serial
signer_cert = ${this.dir}/tsa.pem
signer_key = ${this.dir}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
[ req ]
distinguished_name = dn
prompt = no
[ dn ]
CN = Test TSA
[ ext ]
extendedKeyUsage = critical,timeStamping
`;
    writeFileSync(join(this.dir, 'tsa.cnf'), config);
    writeFileSync(join(this.dir, 'serial'), '01\n');
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const files = ['-keyout', `${this.dir}/tsa.key`, '-out', `${this.dir}/tsa.pem`];
    this.#openssl('req', '-x509', ...key, ...files, '-config', `${this.dir}/tsa.cnf`, '-extensions', 'ext');
  }

  #openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { stdio: 'pipe' });
  }

  answer(request: Uint8Array): Buffer {
    writeFileSync(join(this.dir, 'q'), request);
    this.#openssl(
      'ts',
      '-reply',
      '-config',
      `${this.dir}/tsa.cnf`,
      '-queryfile',
      `${this.dir}/q`,
      '-out',
      `${this.dir}/a`,
    );
    return readFileSync(join(this.dir, 'a'));
  }

  /** What a court's expert would run. */
  verifies(note: string, token: Uint8Array): boolean {
    writeFileSync(join(this.dir, 'note'), note);
    writeFileSync(join(this.dir, 'token'), token);
    const args = ['-data', `${this.dir}/note`, '-in', `${this.dir}/token`, '-CAfile', `${this.dir}/tsa.pem`];
    return spawnSync('openssl', ['ts', '-verify', ...args]).status === 0;
  }
}

async function serve(answer: (request: Buffer) => { status: number; body: Uint8Array }): Promise<string> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { status, body } = answer(Buffer.concat(parts));
      response.writeHead(status).end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/tsa`;
}

describe('anchoring outside', () => {
  let scene: PackageScene | null = null;
  afterEach(async () => {
    await scene?.close();
    scene = null;
  });

  async function start(): Promise<{ scene: PackageScene; caseId: string }> {
    scene = await PackageScene.open(tempDir());
    const [caseId] = await scene.fill(3);
    return { scene, caseId };
  }

  async function anchor(of: PackageScene, settings: Partial<AnchorSettings>, nowMs = of.log.nowMs) {
    const checkpoint = await latestCheckpoint(of.db);
    if (!checkpoint) throw new Error('no checkpoint');
    return anchorIfDue(of.db, { tsaUrl: null, command: null, everyHours: 24, ...settings }, { checkpoint, nowMs });
  }

  it.skipIf(!hasOpenSsl)(
    '[PROOF-12] [PROOF-29] a stamped checkpoint lies in the package with its token, which openssl verifies',
    async () => {
      const { scene: of, caseId } = await start();
      const authority = new Authority();
      const tsaUrl = await serve((request) => ({ status: 200, body: authority.answer(request) }));
      expect(await anchor(of, { tsaUrl })).toMatchObject({ failure: null });
      expect(await anchor(of, { tsaUrl })).toBeNull();
      const row = await of.db.selectFrom('anchor').selectAll().executeTakeFirstOrThrow();
      const note = (await latestCheckpoint(of.db))?.note ?? '';
      expect(authority.verifies(note, row.token)).toBe(true);
      expect(authority.verifies(`${note}x`, row.token)).toBe(false);
      await of.send(of.devices.north, { case: caseId, kind: 'visit-start', body: { companions: [] } });
      const { isWhole, facts } = await verifyPackage(sourceOf(await of.pack(caseId, 'court')), {
        holds: holdsByOpenSsl,
      });
      expect(isWhole).toBe(true);
      const stamped = facts?.anchors.filter(({ stampedAt }) => stampedAt !== null) ?? [];
      expect(stamped.length).toBe(1);
      expect(Math.abs((stamped[0]?.stampedAt ?? 0) - Date.now())).toBeLessThan(600_000);
    },
  );

  it.skipIf(!hasOpenSsl)('[PROOF-12] by a command of the bureau’s own', async () => {
    const { scene: of } = await start();
    const authority = new Authority();
    const command = join(authority.dir, 'stamp');
    const config = `${authority.dir}/tsa.cnf`;
    writeFileSync(
      command,
      `#!/bin/sh\nopenssl ts -query -digest "$1" -sha256 -cert -out "$3.q" && openssl ts -reply -config ${config} -queryfile "$3.q" -out "$3"\n`,
    );
    chmodSync(command, 0o755);
    expect(await anchor(of, { command })).toMatchObject({ failure: null });
    const row = await of.db.selectFrom('anchor').selectAll().executeTakeFirstOrThrow();
    expect(authority.verifies((await latestCheckpoint(of.db))?.note ?? '', row.token)).toBe(true);
  });

  it('[PROOF-12] whatever fails is noted, stops nothing, and no foreign answer is kept', async () => {
    const { scene: of } = await start();
    const dir = tempDir();
    mkdirSync(join(dir, 'x'));
    const wrong = await serve(() => ({ status: 200, body: Buffer.from('<html>captive portal</html>') }));
    const refusing = await serve(() => ({ status: 503, body: Buffer.alloc(0) }));
    for (const settings of [
      { tsaUrl: wrong },
      { tsaUrl: refusing },
      { tsaUrl: 'http://127.0.0.1:9/none' },
      { command: join(dir, 'none') },
      { command: '/bin/true' },
    ]) {
      const state = await anchor(of, settings);
      expect(state?.failure).toEqual(expect.any(String));
      expect(await anchorState(of.db)).toEqual(state);
    }
    expect(await of.db.selectFrom('anchor').selectAll().execute()).toEqual([]);
    expect(await anchor(of, {})).toBeNull();
  });

  it('[PROOF-12] the request is the one of RFC 3161, and settings are checked', () => {
    const hash = new Uint8Array(32).fill(7);
    const hex = Buffer.from(timeStampRequest(hash)).toString('hex');
    expect(hex).toBe(`30390201013031300d060960864801650304020105000420${'07'.repeat(32)}0101ff`);
    expect(readConfig({ TSA_URL: 'tsa.example' })).toMatchObject({ ok: false });
    expect(readConfig({ TSA_URL: 'https://tsa.example', ANCHOR_HOURS: '6' })).toMatchObject({
      ok: true,
      config: { anchor: { tsaUrl: 'https://tsa.example', command: null, everyHours: 6 } },
    });
  });
});
