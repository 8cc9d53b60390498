import type { PhotoExif } from '#domain/photo/exif.ts';
import type { PhotoBody } from '#domain/photo/photo.ts';
import { compassPointOf } from '#domain/photo/heading.ts';
import { shutterAt, wayOf } from '#domain/photo/photo.ts';
import { evidenceText } from '#app/text/evidence.ts';
import { formatBytes } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { compassWords, photoText, photoWayWords } from '#app/text/photo.ts';
import { wordsOfInstant, wordsOfPlace } from '#app/features/evidence/record-words.ts';

interface Fact {
  readonly term: string;
  readonly words: string;
}

/** What the side record says of how a photo came about; what it does not say is left out. */
export function sideRecordFacts(body: PhotoBody, claimedAt: number): readonly Fact[] {
  const { heading, camera, exif } = body;
  return [
    {
      term: t(body.way === 'camera' ? evidenceText.place : photoText.placeAtImport),
      words: placeWords(body, claimedAt),
    },
    ...(heading ? [{ term: t(photoText.heading), words: headingWords(heading.degrees) }] : []),
    { term: t(photoText.way), words: joined(t(photoWayWords[wayOf(body)]), body.fileName) },
    ...(camera
      ? [{ term: t(photoText.camera), words: joined(camera.label, pixels(camera.widthPx, camera.heightPx)) }]
      : []),
    ...(exif ? [{ term: t(photoText.exif), words: exifWords(exif) }] : []),
    {
      term: t(evidenceText.file),
      words: t(evidenceText.fileFacts, { size: formatBytes(body.bytes), width: body.widthPx, height: body.heightPx }),
    },
    { term: t(evidenceText.hash), words: body.original },
  ];
}

/** The shutter's own time where it differs from that of the storing, which the header has. */
export function shutterFacts({ takenAt }: PhotoBody): readonly Fact[] {
  return takenAt === undefined ? [] : [{ term: t(photoText.takenAt), words: wordsOfInstant(takenAt) }];
}

/** With the age of the fix at the shutter, to the second. */
function placeWords(body: PhotoBody, claimedAt: number): string {
  const at = shutterAt(body, claimedAt);
  const where = wordsOfPlace(body, at);
  const seconds = body.fix ? Math.round((at - body.fix.at) / 1000) : 0;
  // From a minute on `wordsOfPlace` says it itself.
  return body.fix?.source === 'gps' && seconds >= 1 && seconds < 60
    ? joined(where, t(photoText.fixAge, { seconds }))
    : where;
}

export function headingWords(degrees: number): string {
  return t(photoText.headingLine, { point: t(compassWords[compassPointOf(degrees)]), degrees });
}

function exifWords(exif: PhotoExif): string {
  const { takenAt, offset, lat, lon, direction } = exif;
  const place = lat !== undefined && lon !== undefined ? `${lat.toFixed(5)}, ${lon.toFixed(5)}` : undefined;
  return joined(
    takenAt && t(photoText.exifTime, { time: [takenAt, offset].filter(Boolean).join(' ') }),
    place && t(photoText.exifPlace, { place }),
    direction !== undefined && t(photoText.exifFacing, { degrees: direction }),
    [exif.make, exif.model].filter(Boolean).join(' '),
    exif.exposure,
    exif.aperture,
    exif.iso !== undefined && `ISO ${String(exif.iso)}`,
    exif.focalLength,
    exif.software,
    t(photoText.exifHint),
  );
}

function pixels(width: number | undefined, height: number | undefined): string | undefined {
  return width && height ? `${String(width)} × ${String(height)}` : undefined;
}

function joined(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}
