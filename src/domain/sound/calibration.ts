/**
 * dB re full scale + offset = dB re 20 µPa. An uncalibrated phone gets what Android asks of a microphone that is recorded unprocessed:
 * 90 dB SPL at 1 kHz reads an RMS of 2500 of 32768 (Compatibility Definition 5.4). Phones are off that by ten dB and more.
 */
export const ASSUMED_OFFSET_DB = 112.3;

/** Quieter than this, the phone hears mostly itself. */
const MIN_HEARD_DB = -85;
/** No phone has been seen outside of this. */
const OFFSET_RANGE_DB = [70, 160] as const;
const METER_RANGE_DB = [30, 130] as const;

export type CalibrationRefusal = 'meter-value' | 'too-quiet' | 'clipped' | 'implausible';

/** What a phone heard while the meter beside it showed a level. */
export interface Heard {
  /** LAeq of the same seconds, dB re full scale. */
  readonly laeqDb: number;
  readonly wasClipped: boolean;
}

/** The offset that makes this phone show what the meter shows, in whole tenths of a dB; or why there is none. */
export function offsetFrom(
  meterDb: number | undefined,
  { laeqDb, wasClipped }: Heard,
): { readonly offsetDb: number } | { readonly refusal: CalibrationRefusal } {
  if (meterDb === undefined || !(meterDb >= METER_RANGE_DB[0] && meterDb <= METER_RANGE_DB[1]))
    return { refusal: 'meter-value' };
  if (wasClipped) return { refusal: 'clipped' };
  if (!(laeqDb >= MIN_HEARD_DB)) return { refusal: 'too-quiet' };
  const offsetDb = Math.round((meterDb - laeqDb) * 10) / 10;
  const isPlausible = offsetDb >= OFFSET_RANGE_DB[0] && offsetDb <= OFFSET_RANGE_DB[1];
  return isPlausible ? { offsetDb } : { refusal: 'implausible' };
}
