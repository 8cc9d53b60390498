import * as v from 'valibot';
import { Lat, Line, Lon, Ms, Needed, NeededLine, placed, Text, visit } from './body-parts.ts';
import { BlobIdSchema } from './entry-schema.ts';

const Pixels = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** 0…1 of the picture's width or height; a finger may slip over its edge. */
const Share = v.pipe(v.number(), v.minValue(-0.5), v.maxValue(1.5));
const Degrees = v.pipe(v.number(), v.minValue(0), v.maxValue(360));

const ExifSchema = v.looseObject({
  takenAt: v.optional(Line),
  offset: v.optional(Line),
  make: v.optional(Line),
  model: v.optional(Line),
  software: v.optional(Line),
  orientation: v.optional(v.number()),
  exposure: v.optional(Line),
  aperture: v.optional(Line),
  iso: v.optional(v.number()),
  focalLength: v.optional(Line),
  lat: v.optional(Lat),
  lon: v.optional(Lon),
  direction: v.optional(Degrees),
});

export const photoSchema = v.looseObject({
  ...placed,
  original: BlobIdSchema,
  thumb: v.optional(BlobIdSchema),
  mediaType: v.pipe(v.string(), v.regex(/^image\/[a-z0-9.+-]+$/)),
  bytes: Bytes,
  widthPx: Pixels,
  heightPx: Pixels,
  way: v.picklist(['camera', 'file']),
  from: v.optional(v.picklist(['camera-app', 'gallery'])),
  fileName: v.optional(Line),
  takenAt: v.optional(Ms),
  heading: v.optional(v.looseObject({ degrees: Degrees, at: Ms })),
  camera: v.optional(
    v.looseObject({
      label: Line,
      widthPx: v.optional(Pixels),
      heightPx: v.optional(Pixels),
      facing: v.optional(Line),
    }),
  ),
  exif: v.optional(ExifSchema),
  tag: v.optional(v.picklist(['overview', 'source', 'sensitive-point', 'nameplate', 'document', 'after'])),
  caption: v.optional(Text),
  pairOf: v.optional(BlobIdSchema),
  visit,
});

const box = { x: Share, y: Share, w: v.pipe(Share, v.minValue(0)), h: v.pipe(Share, v.minValue(0)) };

/** A shape this build does not know is a newer app's: kept, and not drawn. */
const MarkSchema = v.union([
  v.looseObject({ shape: v.literal('arrow'), x1: Share, y1: Share, x2: Share, y2: Share }),
  v.looseObject({ shape: v.picklist(['circle', 'mosaic']), ...box }),
  v.looseObject({ shape: v.literal('text'), x: Share, y: Share, text: NeededLine }),
  v.looseObject({ shape: v.pipe(v.string(), v.regex(/^(?!(?:arrow|circle|mosaic|text)$)/)) }),
]);

export const photoMarksSchema = v.looseObject({
  photo: BlobIdSchema,
  marks: v.pipe(v.array(MarkSchema), v.maxLength(200)),
});

export const photoShareSchema = v.looseObject({
  photo: BlobIdSchema,
  marks: v.optional(BlobIdSchema),
  purpose: Needed,
  recipient: Needed,
  by: v.picklist(['share-sheet', 'download']),
  sha256: BlobIdSchema,
  bytes: Bytes,
  hidden: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

export const audioNoteSchema = v.looseObject({
  ...placed,
  original: BlobIdSchema,
  mediaType: v.pipe(v.string(), v.regex(/^audio\/[a-z0-9.+-]+$/)),
  bytes: Bytes,
  startedAt: Ms,
  durationMs: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(86_400_000)),
  interrupted: v.optional(v.boolean()),
  caption: v.optional(Text),
  transcript: v.optional(Text),
  visit,
});
