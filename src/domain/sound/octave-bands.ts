/** Ratio of two octaves (IEC 61260-1:2014, 5.2): ten to a factor of 1000, so exact mid-band frequencies are not the nominal ones. */
export const OCTAVE_RATIO = 10 ** 0.3;

/** As they are called. */
export const OCTAVES = ['31.5', '63', '125', '250', '500', '1000', '2000', '4000', '8000'] as const;

/** Exact mid-band frequencies, Hz: 1000·G^x (5.4). */
export const MID_BANDS_HZ: readonly number[] = OCTAVES.map((_, at) => 1000 * OCTAVE_RATIO ** (at - 5));
