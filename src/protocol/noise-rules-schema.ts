import * as v from 'valibot';
import { OCTAVE_BANDS } from '#domain/noise/reading.ts';

const Line = v.pipe(v.string(), v.maxLength(500));
const NeededLine = v.pipe(Line, v.regex(/\S/));
const Day = v.pipe(v.string(), v.isoDate());
const Db = v.pipe(v.number(), v.safeInteger(), v.minValue(-20), v.maxValue(160));
const Zone = v.picklist(['0', '1', '2', '3', '4', '4a', '4b']);
const Regime = v.picklist(['social', 'industrial', 'construction', 'ambient']);
const Rooms = v.pipe(v.array(v.picklist(['A', 'B'])), v.minLength(1));

const sourced = {
  clause: NeededLine,
  status: v.picklist(['read', 'quoted', 'computed', 'common', 'unchecked', 'bureau']),
  source: Line,
};
const dated = { validFrom: Day, validTo: v.nullable(Day) };

const Structure = v.looseObject({
  levels: v.looseObject({
    ...sourced,
    rows: v.array(v.looseObject({ zones: v.array(Zone), rooms: Rooms, dayDb: Db, nightDb: Db })),
  }),
  bands: v.looseObject({
    ...sourced,
    rows: v.array(
      v.looseObject({
        zones: v.array(Zone),
        rooms: Rooms,
        period: v.picklist(['day', 'night']),
        db: v.pipe(v.array(Db), v.length(OCTAVE_BANDS.length)),
      }),
    ),
  }),
  unsteadyMax: v.nullable(v.looseObject({ ...sourced, overDb: Db })),
});

const Condition = v.looseObject({
  ...sourced,
  name: v.picklist([
    'drift',
    'certificate',
    'meter-class',
    'weather',
    'wind',
    'source-state',
    'near-building',
    'windows-open',
    'windows-closed',
    'steady-duration',
    'unsteady-duration',
    'background-duration',
  ]),
  effect: v.picklist(['void', 'warn']),
  value: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

const Standard = v.looseObject({
  ...dated,
  code: NeededLine,
  title: NeededLine,
  regime: Regime,
  limits: v.looseObject({
    ...sourced,
    rows: v.pipe(
      v.array(v.looseObject({ zone: v.union([Zone, v.literal('any')]), dayDb: Db, nightDb: Db })),
      v.minLength(1),
    ),
  }),
  indoors: v.nullable(v.looseObject({ ...sourced, lessDb: Db })),
  nightMax: v.nullable(v.looseObject({ ...sourced, frequentDb: Db, occasionalDb: Db })),
  structure: v.nullable(Structure),
  conditions: v.array(Condition),
  takesBackgroundOff: v.boolean(),
});

const Correction = v.looseObject({
  ...dated,
  code: NeededLine,
  title: NeededLine,
  table: v.looseObject({
    ...sourced,
    rows: v.pipe(v.array(v.looseObject({ from: Db, to: Db, addDb: v.pipe(Db, v.maxValue(0)) })), v.minLength(1)),
  }),
  rounding: v.looseObject(sourced),
  direct: v.looseObject(sourced),
  tooNear: v.looseObject({ ...sourced, excessUpToDb: Db }),
});

/** `noise-rules`: shapes and ranges a judgement relies on. What a newer office added is kept. */
export const NoiseRulesSchema = v.looseObject({
  standards: v.array(Standard),
  corrections: v.pipe(v.array(Correction), v.minLength(1)),
  nights: v.pipe(
    v.array(
      v.looseObject({
        ...sourced,
        ...dated,
        fromMinute: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1439)),
      }),
    ),
    v.minLength(1),
  ),
  authorities: v.array(v.looseObject({ ...sourced, ...dated, matter: Regime, place: Line, authority: NeededLine })),
  citations: v.array(
    v.looseObject({
      ...sourced,
      ...dated,
      matter: v.union([Regime, v.literal('any')]),
      use: v.picklist(['inspection', 'duty', 'mediation', 'liability', 'recheck']),
      law: NeededLine,
      says: Line,
    }),
  ),
});
