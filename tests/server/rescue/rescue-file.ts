import { createHash } from 'node:crypto';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { RescueRecord, RescueTrouble } from '#protocol/rescue.ts';
import { SealedFile } from '#rescue/sealed-file.ts';
import { FRAME_HEAD_BYTES } from '#protocol/rescue.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Rescued {
  readonly officeKey: string;
  readonly person: string;
  readonly device: string;
  readonly entries: readonly unknown[];
  readonly photos?: readonly Uint8Array<ArrayBuffer>[];
  readonly troubles?: readonly RescueTrouble[];
}

/** A rescue file as the page writes it. */
export async function rescueFile(about: Rescued): Promise<Buffer<ArrayBuffer>> {
  const { officeKey, person, device, entries, photos = [], troubles = [] } = about;
  const file = await SealedFile.begin(officeKey, { person, device, app: 'test', at: 1 });
  for (const entry of entries) await file.add({ t: 'entry', entry: entry as SignedEntry });
  for (const bytes of photos) await file.addBlob(sha256(bytes), bytes);
  const end: Extract<RescueRecord, { t: 'end' }> = {
    t: 'end',
    entries: entries.length,
    blobs: photos.length,
    troubles,
  };
  return Buffer.from(await (await file.end(end)).arrayBuffer());
}

export interface CutUp {
  readonly start: Buffer;
  readonly frames: readonly Buffer[];
}

export function cutUp(file: Buffer): CutUp {
  const from = file.indexOf(10, file.indexOf(10) + 1) + 1;
  const frames: Buffer[] = [];
  for (let at = from; at < file.length;) {
    const end = at + FRAME_HEAD_BYTES + file.readUInt32BE(at + 1);
    frames.push(file.subarray(at, end));
    at = end;
  }
  return { start: file.subarray(0, from), frames };
}

export const putTogether = (start: Buffer, frames: readonly Buffer[]): Buffer<ArrayBuffer> =>
  Buffer.concat([start, ...frames]);
