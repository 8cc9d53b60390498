import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SyncHead } from '#protocol/sync.ts';
import { deviceIdOfKey, DeviceWriter } from '#server/keys/device-writer.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { HEALTH } from '#tests/server/log-scene.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { tempDir } from '#tests/server/temp-database.ts';

const PROCESS = fileURLToPath(new URL('./server-process.ts', import.meta.url));
const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const RUNS = 3;

async function start(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(NODE, [PROCESS, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

/** Sends small batches without pause until the server is gone; answers every receipt that came. */
async function pushUntilKilled(url: string, sender: Sender, onReceipt: () => void): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  for (;;) {
    const entries = [];
    for (let i = 0; i < 5; i++) {
      const body = { way: 'phone', reached: true, summary: '第' + String(receipts.length + i) };
      entries.push((await sender.writer.write({ case: 'c-none', kind: 'contact', body, base: 0, at: 1 })).entry);
    }
    const head = await push(url, sender, entries).catch(() => null);
    if (!head) return receipts;
    receipts.push(...head.receipts);
    onReceipt();
  }
}

interface Sender {
  readonly cookie: string;
  readonly device: string;
  readonly writer: DeviceWriter;
}

async function push(url: string, { cookie, device }: Sender, entries: readonly unknown[]): Promise<SyncHead> {
  const request = { protocol: 1, device, cursor: null, entries, blobsAsked: [], need: [], pull: false, health: HEALTH };
  const headers = { 'content-type': 'application/json', cookie };
  const answer = await fetch(`${url}/api/sync`, { method: 'POST', headers, body: JSON.stringify(request) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return JSON.parse(text.slice(0, text.indexOf('\n'))) as SyncHead;
}

async function signIn(url: string): Promise<Sender> {
  const headers = { 'content-type': 'application/json' };
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ account: 'admin', password: 'a long password' }),
  });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const key = newSigningKey();
  const device = deviceIdOfKey(key);
  const proof = await key.sign(hashOfStatement({ enrol: device, person: 'u-admin' }));
  const enrolment = JSON.stringify({ device, publicKey: key.publicKey, name: 'Test', proof });
  await fetch(`${url}/api/devices`, { method: 'POST', headers: { ...headers, cookie }, body: enrolment });
  return { cookie, device, writer: new DeviceWriter(key, { person: 'u-admin', lastSeq: 0, head: null }) };
}

describe('kill', () => {
  it('[API-14] whatever was acknowledged before a kill is there after it, unchanged', { timeout: 60_000 }, async () => {
    for (let run = 0; run < RUNS; run++) {
      const dataDir = tempDir();
      const first = await start(dataDir);
      const sender = await signIn(first.url);
      // Counted from the first receipt: a busy machine may take longer than that to give one.
      let timer: NodeJS.Timeout | null = null;
      const killSoon = () => (timer ??= setTimeout(() => first.child.kill('SIGKILL'), 20 + run * 130));
      const receipts = await pushUntilKilled(first.url, sender, killSoon);
      expect(receipts.length).toBeGreaterThan(0);
      const database = await openDatabase(dataDir);
      const rows = await database.db.selectFrom('entry').select(['seq', 'receipt']).orderBy('seq').execute();
      const stored = new Set(rows.map((row) => row.receipt));
      expect(receipts.filter((receipt) => !stored.has(JSON.stringify(receipt)))).toEqual([]);
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
      await database.close();
    }
  });
});
