import type { NoiseRegime, ZoneClass } from '#domain/noise/reading.ts';

/** What the zone map says of a place. */
export interface MappedZone {
  readonly zone: ZoneClass;
  readonly name: string;
  /** The border is nearer than the position is sure: somebody has to confirm it. */
  readonly isDoubtful: boolean;
}

const EMISSION: readonly ZoneClass[] = ['0', '1', '2', '3', '4'];
/** Only GB 3096-2008 knows two kinds of class 4. */
const AMBIENT: readonly ZoneClass[] = ['0', '1', '2', '3', '4a', '4b'];

export function classesOf(regime: NoiseRegime | undefined): readonly ZoneClass[] {
  return regime === 'ambient' ? AMBIENT : EMISSION;
}

/** The class of a map, which distinguishes 4a and 4b, as the regime's standard has it. */
export function classFor(regime: NoiseRegime | undefined, zone: ZoneClass): ZoneClass {
  return regime !== 'ambient' && (zone === '4a' || zone === '4b') ? '4' : zone;
}
