import type { AudioNoteBody } from '#domain/photo/audio-note.ts';
import type { Outcome } from './failure.ts';
import type { Recorded } from './recorder.svelte.ts';
import type { RecordOptions } from './record.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { fetchBlob, heldBlob } from './photos.ts';
import { record } from './record.ts';

/** What the form adds to the sound. */
export type AudioFacts = Omit<
  AudioNoteBody,
  'original' | 'mediaType' | 'bytes' | 'startedAt' | 'durationMs' | 'interrupted'
>;

/** Stored as a photo's original is: exact bytes, hash, read back, second copy. */
export async function recordAudioNote(
  caseId: string,
  { startedAt, durationMs, mediaType, bytes, interrupted }: Recorded,
  facts: AudioFacts,
  options: Pick<RecordOptions, 'draft'>,
): Promise<Outcome<string>> {
  const sha256 = await sha256Hex(bytes);
  const body: AudioNoteBody = {
    ...facts,
    original: sha256,
    mediaType,
    bytes: bytes.length,
    startedAt,
    durationMs,
    ...(interrupted ? { interrupted } : {}),
  };
  return record(caseId, 'audio-note', body, { ...options, blobs: [{ sha256, bytes, mediaType, role: 'original' }] });
}

/** An object URL of the sound, from this device or from the server; null when neither has it now. Give it back with `URL.revokeObjectURL`. */
export async function audioUrl(original: string): Promise<string | null> {
  const sound = (await heldBlob(original, 'original')) ?? (await fetchBlob(`/api/blobs/${original}`, 'audio/'));
  return sound && URL.createObjectURL(sound);
}
