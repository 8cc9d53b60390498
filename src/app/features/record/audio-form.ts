import type { AudioNoteBody } from '#domain/photo/audio-note.ts';

export interface AudioValues {
  caption: string;
  transcript: string;
}

export function emptyAudio(): AudioValues {
  return { caption: '', transcript: '' };
}

export function audioValuesOf({ caption, transcript }: AudioNoteBody): AudioValues {
  return { caption: caption ?? '', transcript: transcript ?? '' };
}

/** Undefined takes an earlier text away: a correction is laid over the body it corrects. */
export function audioFacts({ caption, transcript }: AudioValues): Pick<AudioNoteBody, 'caption' | 'transcript'> {
  return { caption: caption.trim() || undefined, transcript: transcript.trim() || undefined };
}
