import * as v from 'valibot';
import { OCTAVE_BANDS } from '#domain/noise/reading.ts';
import { Line, Ms, NeededLine, Tenths } from './body-parts.ts';
import { BlobIdSchema } from './entry-schema.ts';

const Day = v.pipe(v.string(), v.isoDate());
const Seconds = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(604_800));
const WholeDb = v.pipe(v.number(), v.safeInteger(), v.minValue(-10), v.maxValue(200));

const Bands = v.looseObject(Object.fromEntries(OCTAVE_BANDS.map((band) => [band, v.optional(Tenths)] as const)));

const Instrument = v.looseObject({
  serialNo: NeededLine,
  model: Line,
  accuracyClass: v.optional(v.picklist([1, 2])),
  certificateNo: v.optional(Line),
  validTo: v.optional(Day),
});

/** What a reading says so that it can be judged; all of it is absent in readings of older builds. */
export const noiseJudging = {
  regime: v.optional(v.picklist(['social', 'industrial', 'construction', 'ambient'])),
  pointKind: v.optional(v.picklist(['boundary', 'boundary-wall', 'window', 'indoor-airborne', 'indoor-structure'])),
  zone: v.optional(v.picklist(['0', '1', '2', '3', '4', '4a', '4b'])),
  zoneFrom: v.optional(v.picklist(['map', 'hand'])),
  room: v.optional(v.picklist(['A', 'B'])),
  windows: v.optional(v.picklist(['open', 'closed'])),
  isNearBuilding: v.optional(v.boolean()),
  isSteady: v.optional(v.boolean()),
  burst: v.optional(v.picklist(['frequent', 'occasional'])),
  bands: v.optional(Bands),
  background: v.optional(
    v.looseObject({ startedAt: Ms, durationS: Seconds, laeqTenths: Tenths, bands: v.optional(Bands) }),
  ),
  meter: v.optional(Instrument),
  calibrator: v.optional(Instrument),
  way: v.optional(v.picklist(['typed', 'serial', 'file', 'simulator'])),
  log: v.optional(BlobIdSchema),
  compares: v.optional(BlobIdSchema),
  judgement: v.optional(
    v.looseObject({
      outcome: v.picklist(['compliant', 'exceeds', 'cannot-evaluate', 'compliant-unverified', 'invalid']),
      rules: BlobIdSchema,
      result: v.optional(WholeDb),
      limit: v.optional(WholeDb),
      clause: Line,
      sentence: v.pipe(v.string(), v.maxLength(2000)),
    }),
  ),
};
