import type { AudioNoteBody } from '#domain/photo/audio-note.ts';
import type { PhotoMarksBody } from '#domain/photo/marks.ts';
import type { PhotoBody } from '#domain/photo/photo.ts';
import type { PhotoShareBody } from '#domain/photo/share.ts';
import { hiddenRegions } from '#domain/photo/marks.ts';
import { wayOf } from '#domain/photo/photo.ts';
import { formatClock } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { photoText } from '#app/text/photo.ts';

const HASH_SHOWN = 16;

export function marksWords({ marks }: PhotoMarksBody): string {
  return marks.length === 0 ? t(photoText.marksNone) : t(photoText.marksCount, { count: marks.length });
}

export function hiddenWords(marks: PhotoMarksBody['marks']): string {
  return hiddenCountWords(hiddenRegions(marks).length);
}

export function shareWords({ hidden, sha256 }: PhotoShareBody): string {
  return `${hiddenCountWords(hidden)} · ${t(photoText.copyHash, { hash: sha256.slice(0, HASH_SHOWN) })}`;
}

function hiddenCountWords(count: number): string {
  return count === 0 ? t(photoText.hiddenNone) : t(photoText.hiddenCount, { count });
}

/** 相册导入, where it was: everywhere a photo is listed. */
export function noteOfPhoto(body: Pick<PhotoBody, 'way' | 'from'> | null): string | undefined {
  return body && wayOf(body) === 'gallery' ? t(photoText.imported) : undefined;
}

/** 03:20, and that it was cut off. */
export function lengthWords({ durationMs, interrupted }: AudioNoteBody): string {
  return interrupted ? `${formatClock(durationMs)}（${t(photoText.interrupted)}）` : formatClock(durationMs);
}

export function transcriptWords({ transcript }: AudioNoteBody): string {
  return transcript?.trim() ? t(photoText.transcriptLine, { words: transcript }) : t(photoText.noTranscript);
}
