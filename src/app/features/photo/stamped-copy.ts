import type { PhotoMark } from '#domain/photo/marks.ts';
import type { PhotoBody } from '#domain/photo/photo.ts';
import { hiddenRegions } from '#domain/photo/marks.ts';
import { shutterAt, wayOf } from '#domain/photo/photo.ts';
import type { Outcome } from '#app/state/failure.ts';
import { personName } from '#app/state/people.svelte.ts';
import { drawCopy, type CopyWish, type PhotoCopy } from '#app/state/photo-copies.ts';
import { formatStamp, formatTimeExact } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { photoText, photoWayWords } from '#app/text/photo.ts';
import { headingWords } from '#app/features/evidence/photo-facts.ts';
import { wordsOfClock, wordsOfPlace } from '#app/features/evidence/record-words.ts';

const HASH_SHOWN = 16;
/** 2026-12-03 */
const DATE_LENGTH = 10;

/** What a strip says is taken from the record and nothing else. */
export interface StampedPhoto {
  readonly record: {
    readonly actor: string;
    readonly claimedAt: number;
    readonly clockOffsetMs: number | null;
    readonly receivedAt: number;
    readonly body: PhotoBody | null;
  };
  /** Number of the order it was taken for. */
  readonly orderNo: string;
  /** As it stands now, with a correction. */
  readonly caption?: string | undefined;
  readonly marks?: readonly PhotoMark[] | undefined;
  /** How hidden places are burnt out; black where nobody says. */
  readonly hideBy?: 'black' | 'mosaic' | undefined;
}

/** Time, place, case, person and short hash: what a viewer needs to find the original by. */
export function stampLines({ record, orderNo, caption }: StampedPhoto): readonly string[] {
  const { body } = record;
  if (!body) return [];
  const at = shutterAt(body, record.claimedAt);
  const way = wayOf(body);
  const exifTime = body.exif?.takenAt;
  const time = t(way === 'camera' ? photoText.stampTaken : photoText.stampStored, {
    at: `${formatStamp(at).slice(0, DATE_LENGTH)} ${formatTimeExact(at)} UTC+8`,
  });
  return [
    caption?.trim() ?? '',
    [time, wordsOfClock(record)].join(' · '),
    [
      body.way === 'camera' ? wordsOfPlace(body, at) : `${t(photoText.placeAtImport)} ${wordsOfPlace(body, at)}`,
      body.heading && headingWords(body.heading.degrees),
    ]
      .filter(Boolean)
      .join(' · '),
    way === 'camera'
      ? ''
      : [t(photoWayWords[way]), exifTime && `${t(photoText.exif)} ${exifTime}`].filter(Boolean).join(' · '),
    t(photoText.stampCase, { order: orderNo, by: personName(record.actor) }),
    t(photoText.stampHash, { hash: body.original.slice(0, HASH_SHOWN) }),
  ].filter((line) => line !== '');
}

/** The recipe of a stamped copy; the whole hash is in the code at its end. */
export function stampedWish(photo: StampedPhoto): CopyWish {
  const { marks = [], hideBy = 'black' } = photo;
  return {
    hideBy,
    strip: stampLines(photo),
    code: photo.record.body?.original ?? null,
    marks,
    hidden: hiddenRegions(marks),
  };
}

/** For sharing and for the photo sheet: a smaller copy with the strip below it, marks drawn, hidden places burnt out. */
export async function stampedCopy(photo: StampedPhoto): Promise<Outcome<PhotoCopy>> {
  return drawCopy(photo.record.body?.original ?? '', stampedWish(photo));
}
