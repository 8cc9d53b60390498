import * as v from 'valibot';

/* What bodies of many kinds are made of. */

/** Long enough for a statement taken down at the door, short enough that a batch stays under its limit. */
export const Text = v.pipe(v.string(), v.maxLength(20_000));
export const Line = v.pipe(v.string(), v.maxLength(500));
export const Needed = v.pipe(Text, v.regex(/\S/));
export const NeededLine = v.pipe(Line, v.regex(/\S/));
export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const Ms = v.pipe(v.number(), v.safeInteger());
export const Tenths = v.pipe(v.number(), v.safeInteger(), v.minValue(-100), v.maxValue(2000));
export const Lat = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
export const Lon = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));

export const placed = {
  fix: v.optional(
    v.looseObject({
      lat: Lat,
      lon: Lon,
      accuracyM: v.pipe(v.number(), v.minValue(0)),
      at: Ms,
      source: v.picklist(['gps', 'map']),
    }),
  ),
  noFix: v.optional(v.picklist(['denied', 'unavailable', 'timeout', 'not-asked'])),
};

export const visit = v.optional(Id);
