import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { DeviceRow } from '#server/db/port.ts';
import { BeaconSchema } from '#protocol/beacon.ts';
import { checkEntry } from '#server/sync/check-entry.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { deviceRowOf, DeviceWriter } from '#server/keys/device-writer.ts';
import { guessMapping } from '#server/intake/column-mapping.ts';
import { HEALTH, PEOPLE } from '#tests/server/log-scene.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { isSyncHead } from '#protocol/sync-head-shape.ts';
import { itemsText } from '#server/sync/exchange.ts';
import { mediaTypeOf } from '#server/blobs/media-type.ts';
import { newSigningKey, verifyP256 } from '#server/keys/p256.ts';
import { NOW_MS, utf8, xlsx } from '#tests/server/intake/encode.ts';
import { pageOf, receiptOf } from '#tests/storage/page-builder.ts';
import { parseOrders } from '#server/intake/parse-orders.ts';
import { parsePage, webSha256 } from '#sync/pull-page.ts';
import { QUARANTINE_CODES } from '#protocol/errors.ts';
import { readTable } from '#server/intake/read-table.ts';
import { signStatement } from '#server/sync/statements.ts';
import { SyncRequestSchema } from '#protocol/sync.ts';
import { damaged, damagedBytes } from './damage.ts';

/** Inputs to each decoder; `JIBAN_FUZZ=200000` for the night. A failure prints the seed that makes it again (`JIBAN_FUZZ_SEED`). */
const RUNS = Number(process.env['JIBAN_FUZZ'] ?? 1_000);
const seed = Number(process.env['JIBAN_FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const settings = { numRuns: RUNS, seed, endOnFailure: RUNS > 10_000 };
const LIMIT_MS = 60_000 + RUNS * 60;

const key = newSigningKey();
const person = PEOPLE.inspector;
const device: DeviceRow = deviceRowOf(key, { person: person.id, name: 'test', at: 0 });
let entry: SignedEntry;
let tried = 0;

beforeAll(async () => {
  const body = {
    subject: '油烟',
    result: 'unclear',
    description: '夜间',
    fix: { lat: 1, lon: 2, accuracyM: 3, at: 4, source: 'gps' },
  };
  const writer = new DeviceWriter(key, { person: person.id, lastSeq: 0, head: null });
  entry = (await writer.write({ case: 'c-1', kind: 'finding', body, base: 3, at: 5 })).entry;
});

afterAll(() => {
  if (process.env['JIBAN_REPORT']) writeFileSync(process.env['JIBAN_REPORT'], JSON.stringify({ inputs: tried, seed }));
});

async function fuzz<T>(inputs: fc.Arbitrary<T>, decode: (input: T) => Promise<void> | void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      tried += 1;
      await decode(input);
    }),
    settings,
  );
}

describe(`damaged input, seed ${String(seed)}`, { timeout: LIMIT_MS }, () => {
  it('[SYNC-10] an entry is taken unaltered or refused with a code from the list', async () => {
    const author = { devices: new Map([[device.id, device]]), person, verifyDeviceSignature: verifyP256 };
    expect(await checkEntry(entry, 1_000, author)).toMatchObject({ ok: true });
    await fuzz(damaged(entry), async (input) => {
      const check = await checkEntry(input, 1_000, author);
      if (!check.ok) expect(QUARANTINE_CODES).toContain(check.code);
      else expect(hashOfStatement(check.checked.entry)).toBe(hashOfStatement(entry));
    });
  });

  it('[SYNC-10] a request is of the known shape or refused', async () => {
    const request = {
      protocol: 1,
      device: device.id,
      cursor: null,
      entries: [entry],
      blobsAsked: [],
      need: ['c-1'],
      pull: true,
    };
    await fuzz(damaged({ ...request, health: HEALTH }), (input) => {
      v.safeParse(SyncRequestSchema, input);
    });
  });

  it('[ENGINE-12] a receipt counts as it was signed or not at all', async () => {
    const { sig: _sig, ...unsigned } = receiptOf('a'.repeat(64));
    const receipt = await signStatement(key, unsigned);
    const verifier = createStatementVerifier(key.publicKey);
    expect(await verifier.verify(receipt)).toBe(true);
    const { head } = pageOf([], { receipts: [receipt] });
    await fuzz(damaged(receipt), async (input) => {
      if (!isSyncHead({ ...head, receipts: [input] })) return;
      const statement = input as typeof receipt;
      if (await verifier.verify(statement)) expect(hashOfStatement(statement)).toBe(hashOfStatement(receipt));
    });
  });

  it('[ENGINE-20] a head is of the known shape or none', async () => {
    const { head } = pageOf(['x'], { receipts: [receiptOf('a'.repeat(64))] });
    expect(isSyncHead(head)).toBe(true);
    await fuzz(damaged(head), (input) => {
      expect([true, false]).toContain(isSyncHead(input));
    });
  });

  it('[ENGINE-20] of a damaged page nothing counts but what is bit for bit the page', async () => {
    const lines = ['["gone","c-1"]', '["gone","c-2"]'];
    const items = utf8(itemsText(lines));
    const { head } = pageOf(lines, { digest: await webSha256(items) });
    const whole = Uint8Array.from([...utf8(`${JSON.stringify(head)}\n`), ...items]);
    expect((await parsePage(whole, webSha256))?.lines).toEqual(lines);
    await fuzz(damagedBytes(whole), async (bytes) => {
      const page = await parsePage(bytes, webSha256);
      if (page) expect(page.lines).toEqual(lines);
    });
  });

  it('[WALL-1] a beacon is of the known shape or refused', async () => {
    const beacon = { device: device.id, at: 1, health: HEALTH, sig: 'A'.repeat(86) };
    expect(v.is(BeaconSchema, beacon)).toBe(true);
    await fuzz(damaged(beacon), (input) => {
      if (v.is(BeaconSchema, input)) expect(input.sig).toHaveLength(86);
    });
  });

  it('[INTAKE-1] a table is read, row by row, or refused', async () => {
    const header = ['工单编号', '受理时间', '诉求内容', '地址'];
    const rows = [header, ['A1', '2026-11-02 09:00', '油烟', '北苑路 1 号']].map((row) =>
      row.map((value) => ({ value })),
    );
    const files = [await xlsx(rows), utf8(`${header.join(',')}\nA1,2026-11-02 09:00,油烟,北苑路 1 号\n`)];
    await fuzz(fc.oneof(...files.map(damagedBytes)), async (bytes) => {
      const result = await readTable(bytes, 'x');
      if (result.ok) parseOrders(result.table, guessMapping(result.table.header), NOW_MS);
      else expect(result.refusal.code).toMatch(/^[a-z-]+$/);
    });
  });

  it('[DEVICE-52] [SYNC-54] the first bytes of a photo make one of the known types', async () => {
    const known = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/octet-stream'];
    const starts = [
      [0xff, 0xd8, 0xff],
      [0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa],
      [...utf8('RIFFxxxxWEBPVP8 ')],
      [...utf8('....ftypheic....')],
    ];
    await fuzz(fc.oneof(...starts.map((start) => damagedBytes(Uint8Array.from(start)))), (bytes) => {
      expect(known).toContain(mediaTypeOf(bytes));
    });
  });
});
