import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoiseRules } from '#domain/noise/noise-rules.ts';
import { authorityFor, citationsAt, isInForce } from '#domain/noise/in-force.ts';
import { judge } from '#domain/noise/judge.ts';
import { noiseDayOf, noisePeriodOf } from '#domain/noise/period.ts';
import { roundToWhole } from '#domain/noise/rounding.ts';
import { SHIPPED_NOISE_RULES as RULES } from '#domain/noise/shipped-rules/shipped-noise-rules.ts';
import { referenceMisfit } from '#protocol/reference-schemas.ts';
import { NIGHT, reading } from './readings.ts';

const at = (stamp: string) => Date.parse(`${stamp}+08:00`);

describe('rounding', () => {
  it.each([
    [505, 50],
    [515, 52],
    [504, 50],
    [506, 51],
    [25, 2],
    [-5, 0],
    [-15, -2],
    [-14, -1],
  ])('[NOISE-7] %i tenths are %i', (tenths, whole) => {
    expect(roundToWhole(tenths)).toBe(whole);
  });

  it('[NOISE-7] is odd, never off by more than half a decibel, and a half goes to the even one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), (tenths) => {
        const whole = roundToWhole(tenths);
        expect(Math.abs(whole * 10 - tenths)).toBeLessThanOrEqual(5);
        expect(roundToWhole(-tenths) + whole).toBe(0);
        if (Math.abs(tenths % 10) === 5) expect(Math.abs(whole % 2)).toBe(0);
      }),
    );
  });
});

describe('night', () => {
  const early: NoiseRules = { ...RULES, nights: RULES.nights.map((night) => ({ ...night, fromMinute: 21 * 60 + 30 })) };

  it('[NOISE-1] a locality may set another beginning: eight hours from there', () => {
    expect(noisePeriodOf(at('2026-11-20T21:29:59'), early)).toBe('day');
    expect(noisePeriodOf(at('2026-11-20T21:30:00'), early)).toBe('night');
    expect(noisePeriodOf(at('2026-11-21T05:29:59'), early)).toBe('night');
    expect(noisePeriodOf(at('2026-11-21T05:30:00'), early)).toBe('day');
    expect(judge(reading({ startedAt: at('2026-11-20T21:40:00') }), early, NIGHT).deciding?.limitDb).toBe(50);
    expect(judge(reading({ startedAt: at('2026-11-20T21:40:00') }), RULES, NIGHT).deciding?.limitDb).toBe(60);
  });

  it('[NOISE-1] night is eight hours, whenever it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (fromMinute) => {
        const nights = RULES.nights.map((night) => ({ ...night, fromMinute }));
        const midnight = at('2026-11-20T00:00:00');
        const minutes = Array.from({ length: 1440 }, (_, minute) =>
          noisePeriodOf(midnight + minute * 60_000, { nights }),
        );
        expect(minutes.filter((period) => period === 'night')).toHaveLength(480);
      }),
      { numRuns: 20 },
    );
  });

  it('[NOISE-21] a night belongs to the evening it began on', () => {
    expect(noiseDayOf(at('2026-11-20T23:10:00'), RULES)).toBe('2026-11-20');
    expect(noiseDayOf(at('2026-11-21T01:30:00'), RULES)).toBe('2026-11-20');
    expect(noiseDayOf(at('2026-11-21T06:00:00'), RULES)).toBe('2026-11-21');
  });
});

describe('judgement', () => {
  const RANK = { compliant: 0, 'compliant-unverified': 0, 'cannot-evaluate': 1, exceeds: 2, invalid: 3 } as const;
  const background = fc.option(fc.integer({ min: 200, max: 700 }), { nil: undefined });
  const level = fc.integer({ min: 350, max: 900 });

  it('[NOISE-8] a louder level is never judged better, at the same background', () => {
    fc.assert(
      fc.property(level, fc.integer({ min: 0, max: 100 }), background, (laeqTenths, more, backgroundTenths) => {
        const one = judge(reading({ laeqTenths, backgroundTenths }), RULES, NIGHT);
        const louder = judge(reading({ laeqTenths: laeqTenths + more, backgroundTenths }), RULES, NIGHT);
        expect(RANK[louder.outcome]).toBeGreaterThanOrEqual(RANK[one.outcome]);
        const [less, result] = [one.deciding?.resultDb ?? null, louder.deciding?.resultDb ?? null];
        if (less !== null && result !== null) expect(result).toBeGreaterThanOrEqual(less);
      }),
    );
  });

  it('[NOISE-8] the correction never raises a level and never takes off more than 3 dB', () => {
    fc.assert(
      fc.property(level, background, (laeqTenths, backgroundTenths) => {
        const steps = judge(reading({ laeqTenths, backgroundTenths }), RULES, NIGHT).deciding?.steps ?? [];
        const tenths = steps.find(({ name }) => name === 'correction')?.tenths ?? 0;
        expect(tenths).toBeLessThanOrEqual(0);
        expect(tenths).toBeGreaterThanOrEqual(-30);
      }),
    );
  });

  it('[NOISE-11] no maximum is ever corrected', () => {
    fc.assert(
      fc.property(
        level,
        background,
        fc.constantFrom('frequent', 'occasional'),
        (lmaxTenths, backgroundTenths, burst) => {
          const { checks } = judge(
            reading({ regime: 'industrial', lmaxTenths, backgroundTenths, burst }),
            RULES,
            NIGHT,
          );
          const lmax = checks.find(({ quantity }) => quantity === 'lmax');
          expect(lmax?.resultDb).toBe(roundToWhole(lmaxTenths));
          expect(lmax?.steps.some(({ name }) => name === 'correction')).toBe(false);
        },
      ),
    );
  });

  it('[NOISE-6] class by class nothing becomes stricter, and night is nowhere laxer than day', () => {
    for (const { limits } of RULES.standards) {
      limits.rows.forEach((row, at) => {
        const before = limits.rows[at - 1];
        expect(row.nightDb).toBeLessThan(row.dayDb);
        if (before) expect(row.dayDb).toBeGreaterThanOrEqual(before.dayDb);
        if (before) expect(row.nightDb).toBeGreaterThanOrEqual(before.nightDb);
      });
    }
  });
});

describe('dates', () => {
  it('[NOISE-5] no two editions of one matter hold on one day, and the last one has no end', () => {
    const bands = ['social', 'industrial', 'construction', 'ambient'] as const;
    for (const regime of bands) {
      const editions = RULES.standards.filter((standard) => standard.regime === regime);
      for (const day of ['2009-01-01', '2013-01-01', '2025-12-31', '2026-01-01', '2026-11-20'])
        expect(editions.filter((edition) => isInForce(edition, day)).length).toBeLessThanOrEqual(1);
      expect(editions.some(({ validTo }) => validTo === null)).toBe(true);
    }
  });

  it('[NOISE-20] the Code is cited from 2026-08-15 on, the law it repeals until the day before', () => {
    const laws = (day: string) => [...new Set(citationsAt(RULES, 'social', day).map(({ law }) => law))];
    expect(laws('2026-08-14')).toEqual(['噪声污染防治法']);
    expect(laws('2026-08-15')).toEqual(['生态环境法典']);
    expect(citationsAt(RULES, 'social', '2026-11-20').find(({ use }) => use === 'liability')?.clause).toBe('第1189条');
  });

  it('[NOISE-20] the authority in charge is data by matter, place and day; what a township was given goes first', () => {
    const find = (place: string, day = '2026-11-20') => authorityFor(RULES, 'social', { place, day })?.authority;
    expect(find('青石桥街道')).toBe('地方人民政府指定的部门');
    const delegated = {
      ...RULES,
      authorities: [
        ...RULES.authorities,
        {
          matter: 'social' as const,
          place: '青石桥街道',
          authority: '青石桥街道办事处',
          clause: '区政府公告〔2026〕1号',
          status: 'bureau' as const,
          source: '',
          validFrom: '2026-09-01',
          validTo: null,
        },
      ],
    };
    const named = (day: string, place = '青石桥街道') => authorityFor(delegated, 'social', { place, day })?.authority;
    expect(named('2026-11-20')).toBe('青石桥街道办事处');
    expect(named('2026-08-31')).toBe('地方人民政府指定的部门');
    expect(named('2026-11-20', '柳岸街道')).toBe('地方人民政府指定的部门');
    expect(authorityFor(RULES, 'ambient', { place: '', day: '2026-11-20' })).toBeNull();
  });

  it('[NOISE-23] what is shipped fits the schema a published table has to fit', () => {
    expect(referenceMisfit('noise-rules', RULES)).toBeNull();
    const { corrections: _left, ...without } = RULES;
    expect(referenceMisfit('noise-rules', without)).toMatch(/corrections/);
  });
});
