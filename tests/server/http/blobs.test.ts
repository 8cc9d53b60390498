import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDevice } from './server-scene.ts';
import type { BlobReceipt } from '#domain/log/receipt.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { mediaTypeOf } from '#server/blobs/media-type.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ServerScene } from './server-scene.ts';
import { signedPart } from '#domain/log/receipt.ts';
import { verifyP256 } from '#server/keys/p256.ts';

const JPEG_START = [0xff, 0xd8, 0xff, 0xe0];
let count = 0;

function picture(
  start: readonly number[] = JPEG_START,
  length = 5000,
): { bytes: Uint8Array<ArrayBuffer>; blob: string } {
  count += 1;
  const bytes = new Uint8Array(length).fill(count);
  bytes.set(start);
  return { bytes, blob: createHash('sha256').update(bytes).digest('hex') };
}

describe('blobs', () => {
  const scene = new ServerScene();
  let north: HttpDevice;
  let caseId = '';

  beforeAll(async () => {
    await scene.start();
    caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'B0000001', 'town-north');
    north = await scene.enrol(PEOPLE.north);
  });
  afterAll(() => scene.stop());

  const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;
  const receiptsFor = async (...blobs: string[]): Promise<readonly BlobReceipt[]> =>
    (await north.sync({ blobsAsked: blobs, pull: false })).head.blobReceipts;

  async function uploaded(start: readonly number[]): Promise<string> {
    const { bytes, blob } = picture(start);
    await north.announce(caseId, blob);
    await north.createUpload(blob, bytes.length);
    expect((await north.upload('PATCH', blob, { body: bytes })).status).toBe(204);
    return blob;
  }

  it('[SYNC-57] a stored file that is gone has no receipt, and the device that still has it may send it again', async () => {
    const blob = await uploaded(JPEG_START);
    const bytes = new Uint8Array(5000).fill(count);
    bytes.set(JPEG_START);
    expect(await receiptsFor(blob)).toHaveLength(1);
    await rm(join(scene.dataDir, 'blobs', blob.slice(0, 2), blob));
    expect(await receiptsFor(blob)).toEqual([]);
    expect((await north.upload('HEAD', blob)).status).toBe(404);
    expect((await north.createUpload(blob, bytes.length)).status).toBe(201);
    expect((await north.upload('PATCH', blob, { body: bytes })).status).toBe(204);
    expect(await receiptsFor(blob)).toHaveLength(1);
  });

  it('[SYNC-50] only an announced blob may be uploaded, and only by the person’s own device', async () => {
    const { blob } = picture();
    const early = await north.createUpload(blob, 5000);
    expect([early.status, await codeOf(early)]).toEqual([403, 'blob-not-announced']);
    await north.announce(caseId, blob);
    const south = await scene.enrol(PEOPLE.south);
    expect((await south.createUpload(blob, 5000)).status).toBe(403);
    expect((await scene.fetch(PEOPLE.south, `/api/blobs/uploads/${blob}-${north.id}`, { method: 'HEAD' })).status).toBe(
      403,
    );
    expect((await north.createUpload(blob, 5000)).status).toBe(201);
  });

  it('[SYNC-29] [SYNC-50] a photo that a lost device announced is taken from its person’s new one, and from nobody else’s', async () => {
    const { bytes, blob } = picture();
    await north.announce(caseId, blob);
    const after = await scene.enrol(PEOPLE.north);
    expect((await after.upload('HEAD', blob)).status).toBe(404);
    expect((await after.createUpload(blob, bytes.length)).status).toBe(201);
    expect((await after.upload('PATCH', blob, { body: bytes })).status).toBe(204);
    expect(await receiptsFor(blob)).toHaveLength(1);
    const south = await scene.enrol(PEOPLE.south);
    expect((await south.upload('HEAD', blob)).status).toBe(403);
  });

  it('[SYNC-51] [FAULT-37] goes on at the server’s offset; a wrong offset changes nothing', async () => {
    const { bytes, blob } = picture();
    await north.announce(caseId, blob);
    expect((await north.upload('HEAD', blob)).status).toBe(404);
    const created = await north.createUpload(blob, bytes.length);
    expect([created.status, created.headers.get('tus-resumable')]).toEqual([201, '1.0.0']);
    await north.upload('PATCH', blob, { body: bytes.slice(0, 2000) });
    const wrong = await north.upload('PATCH', blob, { offset: 1000, body: bytes.slice(1000) });
    expect([wrong.status, await codeOf(wrong)]).toEqual([409, 'conflict']);
    expect((await north.upload('HEAD', blob)).headers.get('upload-offset')).toBe('2000');
    const last = await north.upload('PATCH', blob, { offset: 2000, body: bytes.slice(2000) });
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, '5000']);
    const whole = await north.upload('HEAD', blob);
    expect([whole.status, whole.headers.get('upload-offset'), whole.headers.get('tus-resumable')]).toEqual([
      200,
      '5000',
      '1.0.0',
    ]);
    const got = await scene.fetch(PEOPLE.north, `/api/blobs/${blob}`);
    expect(
      createHash('sha256')
        .update(new Uint8Array(await got.arrayBuffer()))
        .digest('hex'),
    ).toBe(blob);
  });

  it('[SYNC-52] bytes that do not fit the hash are refused and thrown away', async () => {
    const { bytes, blob } = picture();
    await north.announce(caseId, blob);
    await north.createUpload(blob, bytes.length);
    const answer = await north.upload('PATCH', blob, { body: bytes.map((byte) => byte ^ 1) });
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'hash-mismatch']);
    expect(await receiptsFor(blob)).toEqual([]);
    expect((await scene.fetch(PEOPLE.north, `/api/blobs/${blob}`)).status).toBe(404);
    expect((await north.upload('HEAD', blob)).status).toBe(404);
    await north.createUpload(blob, bytes.length);
    expect((await north.upload('PATCH', blob, { body: bytes })).status).toBe(204);
  });

  it('[SYNC-53] gives signed receipts for what is whole, and for nothing else', async () => {
    const blob = await uploaded(JPEG_START);
    const half = picture();
    await north.announce(caseId, half.blob);
    await north.createUpload(half.blob, half.bytes.length);
    await north.upload('PATCH', half.blob, { body: half.bytes.slice(0, 100) });
    const [receipt, ...rest] = await receiptsFor(blob, half.blob, 'f'.repeat(64));
    expect([receipt?.blob, receipt?.bytes, rest]).toEqual([blob, 5000, []]);
    if (!receipt) throw new Error('no receipt');
    expect(
      await verifyP256(scene.server.services.serverKey.publicKey, hashOfStatement(signedPart(receipt)), receipt.sig),
    ).toBe(true);
  });

  it('[SYNC-54] is handed out with its type by its bytes, for ever, sandboxed; what is no picture is a download', async () => {
    const jpeg = await scene.fetch(PEOPLE.north, `/api/blobs/${await uploaded(JPEG_START)}`);
    const svg = await scene.fetch(
      PEOPLE.north,
      `/api/blobs/${await uploaded([...Buffer.from('<svg onload="alert(1)">')])}`,
    );
    expect([jpeg.headers.get('content-type'), jpeg.headers.get('content-disposition')]).toEqual([
      'image/jpeg',
      'inline',
    ]);
    expect(svg.headers.get('content-type')).toBe('application/octet-stream');
    expect(svg.headers.get('content-disposition')).toMatch(/^attachment/);
    for (const { headers } of [jpeg, svg]) {
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('content-security-policy')).toContain('sandbox');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const again = await scene.fetch(PEOPLE.north, new URL(jpeg.url).pathname, {
      headers: { 'if-none-match': jpeg.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect(mediaTypeOf(Buffer.from([0, 0, 0, 24, ...Buffer.from('ftypheic')]))).toBe('image/heic');
    expect(mediaTypeOf(Buffer.from('RIFF....WEBPVP8 '))).toBe('image/webp');
    expect(mediaTypeOf(Buffer.from([]))).toBe('application/octet-stream');
  });

  it('[PHOTO-33] sound is called what its bytes say and handed out as a download, sandboxed, whatever its sender called it', async () => {
    const webm = [0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81];
    const answer = await scene.fetch(PEOPLE.north, `/api/blobs/${await uploaded(webm)}`);
    expect(answer.headers.get('content-type')).toBe('audio/webm');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    const named = (text: string) => mediaTypeOf(Buffer.from(text, 'latin1'));
    expect(named('OggS....')).toBe('audio/ogg');
    expect(named('RIFF....WAVEfmt ')).toBe('audio/wav');
    expect(named('\0\0\0\x1cftypiso5')).toBe('audio/mp4');
    expect(named('\0\0\0\x1cftypqt  ')).toBe('application/octet-stream');
  });

  it('[SYNC-54] a thumbnail is found by its original', async () => {
    const [original, thumb] = [picture(), picture()];
    await north.announce(caseId, original.blob, thumb.blob);
    await north.createUpload(thumb.blob, thumb.bytes.length);
    await north.upload('PATCH', thumb.blob, { body: thumb.bytes });
    const answer = await scene.fetch(PEOPLE.north, `/api/blobs/${original.blob}?variant=thumb`);
    expect(answer.headers.get('etag')).toBe(`"${thumb.blob}"`);
    expect((await scene.fetch(PEOPLE.north, `/api/blobs/${original.blob}`)).status).toBe(404);
  });

  it('[SYNC-54] a path is never made of anything but a hash', async () => {
    for (const odd of ['..%2f..%2fjiban.db', 'a'.repeat(63), `${'A'.repeat(64)}`, '%00']) {
      expect((await scene.fetch(PEOPLE.supervisor, `/api/blobs/${odd}`)).status).toBe(404);
    }
  });

  it('[SYNC-50] what follows the upload’s own name leads to no other upload', async () => {
    const [mine, other] = [picture(), picture()];
    for (const { blob } of [mine, other]) {
      await north.announce(caseId, blob);
      await north.createUpload(blob, 5000);
    }
    const path = `/api/blobs/uploads/${mine.blob}-${north.id}?x=/${other.blob}-${north.id}`;
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    };
    const body = other.bytes.slice(0, 10);
    await scene.fetch(PEOPLE.north, path, { method: 'PATCH', headers, body });
    expect((await north.upload('HEAD', other.blob)).headers.get('upload-offset')).toBe('0');
  });

  it('[SYNC-55] an upload that was complete when the server died is taken in at the next HEAD', async () => {
    const { bytes, blob } = picture();
    await north.announce(caseId, blob);
    await north.createUpload(blob, bytes.length);
    await north.upload('PATCH', blob, { body: bytes.slice(0, 4999) });
    const { blobs, db } = scene.server.services;
    await writeFile(join(blobs.uploadsDir, `${blob}-${north.id}`), bytes);
    expect((await north.upload('HEAD', blob)).headers.get('upload-offset')).toBe('5000');
    expect(await receiptsFor(blob)).toHaveLength(1);
    // The same with the bytes moved already and the receipt not yet written.
    await db.deleteFrom('blob').where('id', '=', blob).execute();
    expect(await receiptsFor(blob)).toEqual([]);
    expect((await north.upload('HEAD', blob)).headers.get('upload-offset')).toBe('5000');
    expect(await receiptsFor(blob)).toHaveLength(1);
  });

  it('[SYNC-56] creating what is whole says so; creating what is half there keeps the half', async () => {
    const blob = await uploaded(JPEG_START);
    const whole = await north.createUpload(blob, 5000);
    expect([whole.status, whole.headers.get('upload-offset')]).toEqual([201, '5000']);
    const half = picture();
    await north.announce(caseId, half.blob);
    await north.createUpload(half.blob, 5000);
    await north.upload('PATCH', half.blob, { body: half.bytes.slice(0, 10) });
    expect((await north.createUpload(half.blob, 5000)).status).toBe(409);
    expect((await north.upload('HEAD', half.blob)).headers.get('upload-offset')).toBe('10');
  });
});
