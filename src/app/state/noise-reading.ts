import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import type { NewBlob } from '#storage/append.ts';
import type { DraftKey } from './draft-key.ts';
import type { Outcome } from './failure.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { record } from './record.ts';

/** A meter's file or the transcript of a connection, as it lies in a draft until its reading is saved. */
export interface KeptLog {
  readonly name: string;
  readonly mediaType: 'text/csv' | 'text/plain';
  readonly base64: string;
}

/** Of the source's measuring and of the background's. */
export interface ReadingLogs {
  source: KeptLog | null;
  background: KeptLog | null;
}

/** Piece by piece: a call takes only so many arguments. */
const PIECE = 0x8000;

export function keptLog(name: string, mediaType: KeptLog['mediaType'], bytes: Uint8Array): KeptLog {
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return { name, mediaType, base64: btoa(binary) };
}

export function keptText(name: string, text: string): KeptLog {
  return keptLog(name, 'text/plain', new TextEncoder().encode(text));
}

/** The reading with what the meter wrote: the files are blobs of the entry like a photo, and the reading names their hashes. */
export async function recordReading(
  caseId: string,
  body: NoiseReadingBody,
  { draft, logs }: { readonly draft: DraftKey; readonly logs: ReadingLogs },
): Promise<Outcome<string>> {
  const source = logs.source && (await blobOf(logs.source));
  const background = logs.background && body.background ? await blobOf(logs.background) : null;
  const whole: NoiseReadingBody = {
    ...body,
    log: source?.sha256,
    background: body.background && { ...body.background, log: background?.sha256 },
  };
  const blobs = [source, background].filter((blob) => blob !== null);
  // The same file may serve both.
  const once = blobs.filter((blob, at) => blobs.findIndex(({ sha256 }) => sha256 === blob.sha256) === at);
  return record(caseId, 'noise-reading', whole, { draft, blobs: once });
}

async function blobOf({ base64, mediaType }: KeptLog): Promise<NewBlob> {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return { sha256: await sha256Hex(bytes), bytes, mediaType, role: 'original' };
}
