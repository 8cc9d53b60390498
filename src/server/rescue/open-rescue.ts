import { createDecipheriv } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import * as v from 'valibot';
import type { RescueHead, RescueRefusal } from '#protocol/rescue.ts';
import type { SigningKey } from '../keys/p256.ts';
import {
  FRAME_HEAD_BYTES,
  frameBinding,
  frameNonce,
  MAX_RESCUE_FRAME_BYTES,
  RESCUE_MAGIC,
  RESCUE_VERSION,
} from '#protocol/rescue.ts';
import { RescueHeadSchema, RescueRecordSchema } from '#protocol/rescue-schema.ts';
import { fileKeyOf, rescueKeyId } from './rescue-key.ts';

type ReadRecord = v.InferOutput<typeof RescueRecordSchema>;

export type RescueItem =
  | { readonly what: 'record'; readonly record: ReadRecord; readonly bytes: Buffer }
  /** Altered, moved from its place, or of a shape this server does not know. */
  | { readonly what: 'damaged'; readonly frame: number }
  /** The file ends before its last frame, or goes on behind it. */
  | { readonly what: 'cut' };

export interface OpenedRescue {
  readonly head: RescueHead;
  readonly items: () => AsyncGenerator<RescueItem>;
}

const MAX_HEAD_BYTES = 4096;
const TAG_BYTES = 16;
const LF = 10;

/** Reads a rescue file from disk, a frame at a time: a file larger than memory is no larger than its largest frame. */
export async function openRescue(file: FileHandle, key: SigningKey): Promise<OpenedRescue | RescueRefusal> {
  const start = await readAt(file, 0, MAX_HEAD_BYTES);
  const [first, second] = [start.indexOf(LF), start.indexOf(LF, start.indexOf(LF) + 1)];
  const title = start.subarray(0, Math.max(first, 0)).toString();
  if (!title.startsWith(RESCUE_MAGIC) || second < 0) return { refusal: 'not-rescue' };
  if (title !== `${RESCUE_MAGIC}${String(RESCUE_VERSION)}`) return { refusal: 'newer-version' };
  const headBytes = start.subarray(first + 1, second);
  const head = readHead(headBytes);
  if (!head) return { refusal: 'unreadable' };
  if (head.key !== rescueKeyId(key.publicKey)) return { refusal: 'foreign-key' };
  const fileKey = fileKeyOf(key, head.eph, headBytes);
  return fileKey ? { head, items: () => framesOf(file, second + 1, fileKey) } : { refusal: 'unreadable' };
}

async function* framesOf(file: FileHandle, from: number, key: Buffer): AsyncGenerator<RescueItem> {
  let place = from;
  for (let frame = 0; ; frame++) {
    const frameHead = await readAt(file, place, FRAME_HEAD_BYTES);
    const length = frameHead.length === FRAME_HEAD_BYTES ? frameHead.readUInt32BE(1) : 0;
    const sealed =
      length > TAG_BYTES && length <= MAX_RESCUE_FRAME_BYTES
        ? await readAt(file, place + FRAME_HEAD_BYTES, length)
        : null;
    if (sealed?.length !== length) {
      yield { what: 'cut' };
      return;
    }
    place += FRAME_HEAD_BYTES + length;
    const isLast = frameHead[0] === 1;
    const plain = openFrame(sealed, { frame, isLast, key });
    const item = plain && readFrame(plain);
    yield item ? { what: 'record', ...item } : { what: 'damaged', frame };
    // Believed only of a frame that opened: a flipped bit must not end the file.
    if (!plain || !isLast) continue;
    if ((await readAt(file, place, 1)).length > 0) yield { what: 'cut' };
    return;
  }
}

function openFrame(
  sealed: Buffer,
  about: { readonly frame: number; readonly isLast: boolean; readonly key: Buffer },
): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', about.key, frameNonce(about.frame));
  decipher.setAAD(frameBinding(about.frame, about.isLast));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    return null;
  }
}

function readFrame(plain: Buffer): { readonly record: ReadRecord; readonly bytes: Buffer } | null {
  if (plain.length < 4) return null;
  const end = 4 + plain.readUInt32BE(0);
  const parsed = v.safeParse(RescueRecordSchema, parseJson(plain.subarray(4, end)));
  return parsed.success ? { record: parsed.output, bytes: plain.subarray(end) } : null;
}

function readHead(bytes: Buffer): RescueHead | null {
  const parsed = v.safeParse(RescueHeadSchema, parseJson(bytes));
  return parsed.success ? parsed.output : null;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}

/** Fewer bytes than asked for mean the end of the file. */
async function readAt(file: FileHandle, place: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const { bytesRead } = await file.read(buffer, have, length - have, place + have);
    if (bytesRead === 0) break;
    have += bytesRead;
  }
  return buffer.subarray(0, have);
}
