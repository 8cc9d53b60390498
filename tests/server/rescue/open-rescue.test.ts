import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RescueItem } from '#server/rescue/open-rescue.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { openRescue } from '#server/rescue/open-rescue.ts';
import { RESCUE_PIECE_BYTES } from '#protocol/rescue.ts';
import { tempDir } from '#tests/server/temp-database.ts';
import { cutUp, putTogether, rescueFile, sha256 } from './rescue-file.ts';

const KEY = newSigningKey();
const PHOTO = new Uint8Array(RESCUE_PIECE_BYTES + 10).map((_, i) => i % 251);
const WORDS = '油烟机没有清洗';

const wholeFile = () =>
  rescueFile({
    officeKey: KEY.publicKey,
    person: 'p-1',
    device: 'a'.repeat(32),
    entries: [{ words: WORDS }, { words: 'two' }, { words: 'three' }],
    photos: [PHOTO],
  });

async function read(bytes: Uint8Array, key = KEY) {
  const path = join(tempDir(), 'file');
  await writeFile(path, bytes);
  const file = await open(path);
  try {
    const opened = await openRescue(file, key);
    if ('refusal' in opened) return opened.refusal;
    const items: RescueItem[] = [];
    for await (const item of opened.items()) items.push(item);
    return items;
  } finally {
    await file.close();
  }
}

/** Kind of each record, number of each damaged frame. */
const shapeOf = (items: Awaited<ReturnType<typeof read>>) =>
  typeof items === 'string'
    ? items
    : items.map((item) => (item.what === 'record' ? item.record.t : item.what === 'damaged' ? item.frame : 'cut'));

describe('a rescue file', () => {
  it('[RESCUE-1] [RESCUE-5] opens with the office’s key to what was put in, photos in pieces', async () => {
    const file = await wholeFile();
    const items = await read(file);
    expect(shapeOf(items)).toEqual(['entry', 'entry', 'entry', 'blob', 'blob', 'end']);
    const pieces = (items as RescueItem[]).flatMap((item) =>
      item.what === 'record' && item.record.t === 'blob' ? [item.bytes] : [],
    );
    expect(sha256(Buffer.concat(pieces))).toBe(sha256(PHOTO));
    expect(file.includes(Buffer.from(WORDS))).toBe(false);
    expect(file.includes(Buffer.from(PHOTO.subarray(0, 64)))).toBe(false);
  });

  it('[RESCUE-2] every flipped byte of a frame damages that frame alone, by its number', async () => {
    const { start, frames } = cutUp(await wholeFile());
    const [, second] = frames;
    for (const place of [0, 5, 20, (second?.length ?? 0) - 1]) {
      const altered = Buffer.from(second ?? []);
      altered[place] = (altered[place] ?? 0) ^ 1;
      const items = await read(putTogether(start, frames.with(1, altered)));
      expect(shapeOf(items)).toEqual(['entry', 1, 'entry', 'blob', 'blob', 'end']);
    }
  });

  it('[RESCUE-2] frames that changed places, or one that is missing or doubled, do not open there', async () => {
    const { start, frames } = cutUp(await wholeFile());
    const [a, b] = [frames[0] ?? Buffer.alloc(0), frames[1] ?? Buffer.alloc(0)];
    expect(shapeOf(await read(putTogether(start, [b, a, ...frames.slice(2)])))).toEqual([
      0,
      1,
      'entry',
      'blob',
      'blob',
      'end',
    ]);
    expect(shapeOf(await read(putTogether(start, frames.slice(1))))).toEqual([0, 1, 2, 3, 4, 'cut']);
    expect(shapeOf(await read(putTogether(start, [a, a, ...frames.slice(2)])))).toEqual([
      'entry',
      1,
      'entry',
      'blob',
      'blob',
      'end',
    ]);
  });

  it('[RESCUE-2] a frame of another file does not open in this one', async () => {
    const [one, other] = [cutUp(await wholeFile()), cutUp(await wholeFile())];
    const mixed = await read(putTogether(one.start, one.frames.with(1, other.frames[1] ?? Buffer.alloc(0))));
    expect(shapeOf(mixed)).toEqual(['entry', 1, 'entry', 'blob', 'blob', 'end']);
    const foreignHead = await read(putTogether(other.start, one.frames));
    expect(shapeOf(foreignHead)).toEqual([0, 1, 2, 3, 4, 5, 'cut']);
  });

  it('[RESCUE-3] a file cut anywhere gives what came before, and says that it was cut', async () => {
    const file = await wholeFile();
    const { start, frames } = cutUp(file);
    expect(shapeOf(await read(putTogether(start, frames.slice(0, -1))))).toEqual([
      'entry',
      'entry',
      'entry',
      'blob',
      'blob',
      'cut',
    ]);
    expect(shapeOf(await read(file.subarray(0, file.length - 1)))).toEqual([
      'entry',
      'entry',
      'entry',
      'blob',
      'blob',
      'cut',
    ]);
    expect(shapeOf(await read(file.subarray(0, start.length + 3)))).toEqual(['cut']);
    expect(shapeOf(await read(Buffer.concat([file, Buffer.from('more')])))).toEqual([
      'entry',
      'entry',
      'entry',
      'blob',
      'blob',
      'end',
      'cut',
    ]);
    // A cut that pretends to be the end: the last frame's mark is bound to its seal.
    const marked = Buffer.from(frames[4] ?? []);
    marked[0] = 1;
    expect(shapeOf(await read(putTogether(start, frames.slice(0, 4).concat(marked))))).toEqual([
      'entry',
      'entry',
      'entry',
      'blob',
      4,
      'cut',
    ]);
  });

  it('[RESCUE-4] says why nothing can be read', async () => {
    const file = await wholeFile();
    const { start, frames } = cutUp(file);
    expect(await read(file, newSigningKey())).toBe('foreign-key');
    expect(await read(Buffer.from('PK\u0003\u0004 something else'))).toBe('not-rescue');
    expect(await read(Buffer.alloc(0))).toBe('not-rescue');
    expect(await read(Buffer.concat([Buffer.from('JIBAN-RESCUE 2\n{}\n'), ...frames]))).toBe('newer-version');
    expect(await read(Buffer.concat([Buffer.from('JIBAN-RESCUE 1\n{"key":1}\n'), ...frames]))).toBe('unreadable');
    const renamed = Buffer.from(start.toString().replace('"p-1"', '"p-2"'));
    expect(shapeOf(await read(putTogether(renamed, frames)))).toEqual([0, 1, 2, 3, 4, 5, 'cut']);
  });
});
