import type { InstrumentUsed, NoiseReadingBody } from '#domain/noise/reading.ts';

export const METER: InstrumentUsed = {
  serialNo: '00312',
  model: 'AWA6228+',
  accuracyClass: 1,
  certificateNo: 'LX2026-0312',
  validTo: '2027-03-01',
};

export const CALIBRATOR: InstrumentUsed = {
  serialNo: '1009',
  model: 'AWA6021A',
  accuracyClass: 1,
  certificateNo: 'LX2026-1009',
  validTo: '2027-03-01',
};

export const NIGHT = Date.parse('2026-11-20T22:34:00+08:00');
export const DAY = Date.parse('2026-11-20T15:10:00+08:00');

/** The restaurant's night: 2 类区, night limit 50, in order in every way. */
export function reading(change: Partial<NoiseReadingBody> = {}): NoiseReadingBody {
  const startedAt = change.startedAt ?? NIGHT;
  return {
    point: '1# 厂界外 1 m',
    startedAt,
    durationS: 60,
    period: startedAt === DAY ? 'day' : 'night',
    laeqTenths: 584,
    backgroundTenths: 502,
    meterNo: '00312',
    calibratorNo: '1009',
    calibrationBeforeTenths: 938,
    calibrationAfterTenths: 939,
    weather: 'clear',
    windTenthsMS: 12,
    sourceState: '风机正常运行',
    regime: 'social',
    pointKind: 'boundary',
    zone: '2',
    isSteady: true,
    meter: METER,
    calibrator: CALIBRATOR,
    way: 'typed',
    ...change,
  };
}
