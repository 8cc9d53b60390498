import { describe, expect, it } from 'vitest';
import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import { judge } from '#domain/noise/judge.ts';
import { SHIPPED_NOISE_RULES as RULES } from '#domain/noise/shipped-rules/shipped-noise-rules.ts';
import { CALIBRATOR, DAY, METER, NIGHT, reading } from './readings.ts';

function judged(change: Partial<NoiseReadingBody>) {
  return judge(reading(change), RULES, NIGHT);
}

describe('voids', () => {
  it.each<[string, Partial<NoiseReadingBody>, string, string]>([
    ['drift over 0.5 dB', { calibrationAfterTenths: 944 }, 'drift', '5.1.2'],
    ['a certificate run out the day before', { meter: { ...METER, validTo: '2026-11-19' } }, 'certificate', '5.1.2'],
    ['no certificate', { calibrator: { serialNo: '1', model: 'x' } }, 'certificate', '5.1.2'],
    ['rain', { weather: 'rain' }, 'weather', '5.2.1'],
    ['wind of 5 m/s', { windTenthsMS: 50 }, 'wind', '5.2.1'],
    ['class 2 below 35 dB', { laeqTenths: 349, meter: { ...METER, accuracyClass: 2 } }, 'meter-class', '5.1.1'],
    ['half a minute of steady noise', { durationS: 30 }, 'steady-duration', '5.4.2'],
    ['outside, though the building is nearer than 1 m', { isNearBuilding: true }, 'near-building', '4.1.3'],
    ['airborne, windows closed', { pointKind: 'indoor-airborne', windows: 'closed' }, 'windows-open', '5.3.3.3'],
    ['structure-borne, windows open', { pointKind: 'indoor-structure', windows: 'open' }, 'windows-closed', '5.3.3.4'],
  ])('[NOISE-15] %s voids the reading by its clause, however good the values look', (_what, change, name, clause) => {
    const { outcome, voids, checks, sentence } = judged({ laeqTenths: 450, ...change });
    expect(outcome).toBe('invalid');
    expect(voids).toMatchObject([{ name, by: { standard: 'GB 22337-2008', clause } }]);
    expect(checks).toEqual([]);
    expect(sentence).toContain('该次测量结果无效');
  });

  it('[NOISE-15] a simulator is for practice and never a reading', () => {
    expect(judged({ way: 'simulator' })).toMatchObject({
      outcome: 'invalid',
      voids: [{ name: 'simulator', by: null }],
    });
  });

  it('[NOISE-15] what is just right stands: drift of 0.5, wind of 4.9, the last day of a certificate, 35.0 by class 2', () => {
    const edge = judged({
      calibrationAfterTenths: 943,
      windTenthsMS: 49,
      meter: { ...METER, accuracyClass: 2, validTo: '2026-11-20' },
      laeqTenths: 350,
      backgroundTenths: undefined,
    });
    expect(edge).toMatchObject({ outcome: 'compliant-unverified', voids: [], warnings: [] });
  });

  it('[NOISE-15] a building site needs 20 minutes under the edition of 2011; the unread one of 2025 only warns', () => {
    const site = { regime: 'construction', isSteady: false, durationS: 600 } as const;
    const old = judged({ ...site, startedAt: Date.parse('2025-06-01T23:00:00+08:00') });
    expect(old.voids).toMatchObject([{ name: 'unsteady-duration', found: 600, limit: 1200 }]);
    expect(judged(site)).toMatchObject({
      voids: [],
      warnings: [{ name: 'unsteady-duration', by: { status: 'unchecked' } }],
    });
  });
});

describe('warnings', () => {
  it.each<[Partial<NoiseReadingBody>, string]>([
    [{ sourceState: ' ' }, 'source-state'],
    [{ isSteady: false, durationS: 50 }, 'unsteady-duration'],
    [{ background: { startedAt: NIGHT, durationS: 30, laeqTenths: 502 } }, 'background-duration'],
    [{ background: { startedAt: DAY, durationS: 60, laeqTenths: 502 } }, 'background-other-period'],
    [{ backgroundTenths: 600 }, 'background-above'],
    [{ lmaxTenths: 500 }, 'maximum-below-mean'],
    [{ period: 'day' }, 'period-differs'],
    [{ backgroundTenths: 340, meter: { ...METER, accuracyClass: 2 } }, 'weak-background-class'],
  ])('[NOISE-16] %o is pointed out and voids nothing', (change, name) => {
    const { voids, warnings } = judged(change);
    expect(voids).toEqual([]);
    expect(warnings.map((warning) => warning.name)).toEqual([name]);
  });
});

describe('what is missing', () => {
  it('[NOISE-17] a reading of an older build is neither pass nor fail, and says what it lacks', () => {
    const { outcome, missing } = judged({
      regime: undefined,
      pointKind: undefined,
      zone: undefined,
      meter: undefined,
      calibrator: undefined,
    });
    expect(outcome).toBe('cannot-evaluate');
    expect(missing).toEqual(['regime', 'point-kind', 'meter', 'calibrator']);
  });

  it('[NOISE-17] its drift voids it all the same', () => {
    expect(judged({ regime: undefined, calibrationAfterTenths: 950 }).outcome).toBe('invalid');
  });

  it('[NOISE-17] without the instruments nothing is said to exceed, though the working is shown', () => {
    const { outcome, missing, checks } = judged({ meter: undefined });
    expect(outcome).toBe('cannot-evaluate');
    expect(missing).toEqual(['meter']);
    expect(checks[0]?.outcome).toBe('exceeds');
  });

  it('[NOISE-17] below 35 dB the class of the meter has to be known', () => {
    const unclassed = { ...METER, accuracyClass: undefined };
    expect(judged({ meter: unclassed }).missing).toEqual([]);
    expect(judged({ meter: unclassed, laeqTenths: 349, backgroundTenths: undefined }).missing).toEqual(['meter-class']);
  });

  it('[NOISE-17] what exceeds stands though something else is missing', () => {
    const loud = judged({
      pointKind: 'indoor-structure',
      room: 'A',
      laeqTenths: 520,
      backgroundTenths: 300,
      bands: { '31.5': 600 },
      calibrator: CALIBRATOR,
    });
    expect(loud).toMatchObject({ outcome: 'exceeds', missing: ['bands'] });
  });
});
