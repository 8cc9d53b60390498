import { wrap } from 'comlink';
import { expect, onTestFinished, test } from 'vitest';
import type { Remote } from 'comlink';
import type { PhotoApi } from '#workers/photo/contract.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';

function photoWorker(): Remote<PhotoApi> {
  const worker = new Worker(new URL('../../src/workers/photo/photo.worker.ts', import.meta.url), { type: 'module' });
  onTestFinished(() => worker.terminate());
  return wrap<PhotoApi>(worker);
}

async function jpeg(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#c33';
  context.fillRect(0, 0, width / 2, height);
  return canvas.convertToBlob({ type: 'image/jpeg' });
}

test('[DEVICE-52] the original comes back byte for byte with its hash, and a JPEG thumbnail of at most 480 px', async () => {
  const photo = await jpeg(2000, 1500);
  const given = new Uint8Array(await photo.arrayBuffer());
  const parts = await photoWorker().prepare(photo, false);
  expect(parts.bytes).toEqual(given);
  expect(parts.sha256).toBe(sha256OfBytes(given));
  expect([parts.mediaType, parts.widthPx, parts.heightPx]).toEqual(['image/jpeg', 2000, 1500]);
  const thumb = parts.thumb;
  if (!thumb) throw new Error('no thumbnail');
  expect(thumb.sha256).toBe(sha256OfBytes(thumb.bytes));
  const drawn = await createImageBitmap(new Blob([thumb.bytes], { type: thumb.mediaType }));
  expect([drawn.width, drawn.height, thumb.mediaType]).toEqual([480, 360, 'image/jpeg']);
});

test('[DEVICE-52] what cannot be drawn here is kept whole, without a thumbnail', async () => {
  const heic = new Blob(['\0\0\0\x18ftypheic and the rest']);
  const parts = await photoWorker().prepare(heic, true);
  expect(parts).toMatchObject({ mediaType: 'image/heic', thumb: null, widthPx: 0, heightPx: 0 });
  expect(parts.bytes).toHaveLength(heic.size);
});

test('[DEVICE-52] scaled for a screen: never larger, never PNG by surprise', async () => {
  const api = photoWorker();
  const scaled = await api.scale(await jpeg(3000, 4000), 2048);
  if (!scaled) throw new Error('not scaled');
  const drawn = await createImageBitmap(scaled);
  expect([scaled.type, drawn.width, drawn.height]).toEqual(['image/jpeg', 1536, 2048]);
  expect(await api.scale(new Blob(['no picture']), 2048)).toBeNull();
});
