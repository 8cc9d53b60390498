import { describe, expect, it } from 'vitest';
import type { NoiseReadingBody, ZoneClass } from '#domain/noise/reading.ts';
import type { StepName } from '#domain/noise/judgement.ts';
import { judge, shownOf } from '#domain/noise/judge.ts';
import { SHIPPED_NOISE_RULES as RULES } from '#domain/noise/shipped-rules/shipped-noise-rules.ts';
import { DAY, NIGHT, reading } from './readings.ts';

const NOW = NIGHT + 600_000;

function judged(change: Partial<NoiseReadingBody> = {}) {
  return judge(reading(change), RULES, NOW);
}

function worked(change: Partial<NoiseReadingBody>, name: StepName): number | null | undefined {
  return judged(change).deciding?.steps.find((step) => step.name === name)?.tenths;
}

describe('background', () => {
  it('[NOISE-8] 58.4 over a background of 50.2: difference 8, −1, 57, over 50 by 7', () => {
    const { outcome, deciding, clause } = judged();
    expect(outcome).toBe('exceeds');
    expect(deciding).toMatchObject({ resultDb: 57, limitDb: 50, overDb: 7 });
    expect(clause).toBe('GB 22337-2008 表1');
    expect(deciding?.steps.map(({ name, tenths }) => [name, tenths])).toEqual([
      ['measured', 584],
      ['background', 502],
      ['difference', 80],
      ['correction', -10],
      ['result', 570],
      ['limit', 500],
      ['over', 70],
    ]);
  });

  it.each([
    [3, -3],
    [4, -2],
    [5, -2],
    [6, -1],
    [10, -1],
    [11, 0],
    [25, 0],
  ])('[NOISE-8] a difference of %i dB adds %i', (difference, add) => {
    expect(worked({ laeqTenths: 700, backgroundTenths: 700 - difference * 10 }, 'correction')).toBe(add * 10);
  });

  it('[NOISE-7] the difference is rounded half to even: 2.5 is 2 and has no correction, 3.5 is 4, 10.5 is 10', () => {
    expect(judged({ laeqTenths: 620, backgroundTenths: 595 }).outcome).toBe('cannot-evaluate');
    expect(worked({ laeqTenths: 620, backgroundTenths: 585 }, 'correction')).toBe(-20);
    expect(worked({ laeqTenths: 620, backgroundTenths: 515 }, 'correction')).toBe(-10);
  });

  it('[NOISE-8] the level is corrected first and rounded last, and the table is used, not the energy', () => {
    // Rounded first: 53 − 3 = 50. By energy: 52.6 − 49.6 leaves 49.6. By the table: 49.6, rounded 50.
    expect(judged({ laeqTenths: 526, backgroundTenths: 496 }).deciding).toMatchObject({ resultDb: 50, overDb: 0 });
    // 53.5 with a background of 50.5: −3 gives 50.5, which is 50, not 51.
    expect(judged({ laeqTenths: 535, backgroundTenths: 505 })).toMatchObject({
      outcome: 'compliant',
      deciding: { resultDb: 50 },
    });
  });

  it('[NOISE-10] 50.4 is not over 50, nor is it said to be anything without a background', () => {
    expect(judged({ laeqTenths: 504, backgroundTenths: 300 })).toMatchObject({ outcome: 'compliant' });
    expect(judged({ laeqTenths: 504, backgroundTenths: undefined })).toMatchObject({
      outcome: 'cannot-evaluate',
      missing: ['background'],
    });
  });

  it('[NOISE-10] below the limit as measured it is compliant, and said to be without a background', () => {
    const { outcome, deciding } = judged({ laeqTenths: 496, backgroundTenths: undefined });
    expect(outcome).toBe('compliant-unverified');
    expect(deciding?.resultDb).toBeNull();
    expect(deciding?.steps.at(-1)).toMatchObject({ name: 'direct', by: { standard: 'HJ 706-2014', clause: '6.1' } });
    expect(judged({ laeqTenths: 500, backgroundTenths: undefined }).outcome).toBe('cannot-evaluate');
  });

  it('[NOISE-9] a background too near is neither pass nor fail, unless the level is at most 4 dB over', () => {
    expect(judged({ laeqTenths: 544, backgroundTenths: 530 })).toMatchObject({
      outcome: 'compliant',
      deciding: { resultDb: null },
    });
    expect(judged({ laeqTenths: 545, backgroundTenths: 530 }).outcome).toBe('compliant');
    expect(judged({ laeqTenths: 546, backgroundTenths: 530 }).outcome).toBe('cannot-evaluate');
    expect(worked({ laeqTenths: 546, backgroundTenths: 530 }, 'excess')).toBe(50);
  });

  it('[NOISE-22] ambient noise is all the sound there is: nothing is taken off', () => {
    const { outcome, deciding } = judged({ regime: 'ambient', laeqTenths: 532, backgroundTenths: 500 });
    expect(outcome).toBe('exceeds');
    expect(deciding).toMatchObject({ resultDb: 53, overDb: 3 });
    expect(deciding?.steps.map(({ name }) => name)).toContain('uncorrected');
  });
});

describe('limits', () => {
  const zones: readonly [ZoneClass, number, number][] = [
    ['0', 50, 40],
    ['1', 55, 45],
    ['2', 60, 50],
    ['3', 65, 55],
    ['4', 70, 55],
  ];

  it.each(zones)('[NOISE-6] class %s: %i by day, %i by night, alike in GB 22337 and GB 12348', (zone, day, night) => {
    for (const regime of ['social', 'industrial'] as const) {
      expect(judged({ regime, zone, startedAt: DAY }).deciding?.limitDb).toBe(day);
      expect(judged({ regime, zone }).deciding?.limitDb).toBe(night);
    }
  });

  it('[NOISE-14] 4a and 4b are one class to an emission standard, and two to the ambient one', () => {
    expect(judged({ zone: '4a' })).toMatchObject({ zone: '4', deciding: { limitDb: 55 } });
    expect(judged({ zone: '4b' })).toMatchObject({ zone: '4', deciding: { limitDb: 55 } });
    expect(judged({ regime: 'ambient', zone: '4a' }).deciding?.limitDb).toBe(55);
    expect(judged({ regime: 'ambient', zone: '4b' }).deciding?.limitDb).toBe(60);
    expect(judged({ regime: 'ambient', zone: '4' })).toMatchObject({
      outcome: 'cannot-evaluate',
      missing: ['zone-part'],
    });
  });

  it('[NOISE-12] indoors with the windows open the limit is 10 dB lower, by its own clause', () => {
    const social = judged({ pointKind: 'indoor-airborne', windows: 'open' });
    expect(social.deciding?.limitDb).toBe(40);
    expect(social.clause).toBe('GB 22337-2008 表1、4.1.3');
    expect(judged({ regime: 'industrial', pointKind: 'indoor-airborne' }).clause).toBe('GB 12348-2008 表1、4.1.5');
    const site = { regime: 'construction', pointKind: 'indoor-airborne', durationS: 1200 } as const;
    expect(judged(site).deciding?.limitDb).toBe(45);
  });

  it('[NOISE-5] the edition is that of the day of the act; a newer one by now is pointed out', () => {
    const site = { regime: 'construction', zone: undefined, durationS: 1200, laeqTenths: 620 } as const;
    const old = judged({ ...site, startedAt: Date.parse('2025-12-31T23:30:00+08:00') });
    expect(old.clause).toBe('GB 12523-2011 表1');
    expect(old.warnings.map(({ name }) => name)).toEqual(['newer-edition']);
    const fresh = judged({ ...site, startedAt: Date.parse('2026-01-01T00:30:00+08:00') });
    expect(fresh.clause).toBe('GB 12523-2025 表1');
    expect(fresh.deciding?.steps.find(({ name }) => name === 'limit')?.by?.status).toBe('unchecked');
    expect(judged({ startedAt: Date.parse('2008-09-30T12:00:00+08:00') })).toMatchObject({
      outcome: 'cannot-evaluate',
      missing: ['standard'],
    });
  });
});

describe('maximum', () => {
  const quiet = { regime: 'industrial', laeqTenths: 480, backgroundTenths: undefined } as const;

  it('[NOISE-11] by night frequent bursts may exceed the night limit by 10, occasional ones by 15', () => {
    const bursts = (burst: NoiseReadingBody['burst'], lmaxTenths: number) => judged({ ...quiet, burst, lmaxTenths });
    expect(bursts('frequent', 604).outcome).toBe('compliant-unverified');
    expect(bursts('frequent', 611)).toMatchObject({ outcome: 'exceeds', deciding: { quantity: 'lmax', limitDb: 60 } });
    expect(bursts('occasional', 611).outcome).toBe('compliant-unverified');
    expect(bursts('occasional', 661)).toMatchObject({ outcome: 'exceeds', deciding: { limitDb: 65 } });
  });

  it('[NOISE-11] the maximum is never corrected, whatever the background', () => {
    const { deciding } = judged({ ...quiet, backgroundTenths: 470, burst: 'frequent', lmaxTenths: 624 });
    expect(deciding).toMatchObject({ quantity: 'lmax', resultDb: 62, overDb: 2 });
    expect(deciding?.steps.map(({ name }) => name)).toEqual(['measured', 'uncorrected', 'result', 'limit', 'over']);
  });

  it('[NOISE-11] by day no maximum is judged; GB 22337 table 1 is judged by the mean alone', () => {
    expect(judged({ ...quiet, startedAt: DAY, burst: 'frequent', lmaxTenths: 900 }).checks).toHaveLength(1);
    expect(judged({ ...quiet, regime: 'social', burst: 'frequent', lmaxTenths: 900 }).checks).toHaveLength(1);
  });

  it('[NOISE-11] a maximum whose bursts nobody classed is asked about, not guessed', () => {
    expect(judged({ ...quiet, lmaxTenths: 900 })).toMatchObject({ outcome: 'cannot-evaluate', missing: ['burst'] });
    expect(judged({ ...quiet, burst: 'frequent' })).toMatchObject({ outcome: 'cannot-evaluate', missing: ['lmax'] });
  });

  it('[NOISE-11] a building site by night: 55 + 15 however the bursts come', () => {
    const site = { regime: 'construction', durationS: 1200, laeqTenths: 500, backgroundTenths: undefined } as const;
    expect(judged({ ...site, lmaxTenths: 700 }).outcome).toBe('compliant-unverified');
    expect(judged({ ...site, lmaxTenths: 711 })).toMatchObject({ outcome: 'exceeds', deciding: { limitDb: 70 } });
  });
});

describe('structure-borne', () => {
  const quietBands = { '31.5': 600, '63': 480, '125': 360, '250': 280, '500': 220 };
  const bedroom = {
    pointKind: 'indoor-structure',
    room: 'A',
    windows: 'closed',
    laeqTenths: 340,
    backgroundTenths: undefined,
    bands: quietBands,
  } as const;

  it('[NOISE-13] the mean level and every band have to hold, each with its own working', () => {
    const fine = judged(bedroom);
    expect(fine.outcome).toBe('compliant-unverified');
    expect(fine.checks.map(({ quantity, limitDb }) => [quantity, limitDb])).toEqual([
      ['laeq', 35],
      ['31.5', 72],
      ['63', 55],
      ['125', 43],
      ['250', 35],
      ['500', 29],
    ]);
  });

  it('[NOISE-13] one band over its limit exceeds though the mean level passes; its own background is taken off', () => {
    const background = {
      startedAt: NIGHT + 300_000,
      durationS: 60,
      laeqTenths: 250,
      bands: { '31.5': 500, '63': 400, '125': 440, '250': 200, '500': 150 },
    };
    const { outcome, deciding } = judged({ ...bedroom, bands: { ...quietBands, '125': 482 }, background });
    expect(outcome).toBe('exceeds');
    expect(deciding).toMatchObject({ quantity: '125', resultDb: 46, overDb: 3 });
  });

  it('[NOISE-13] a band without a number, or at its limit without a background, cannot be passed', () => {
    const { '500': _left, ...four } = quietBands;
    expect(judged({ ...bedroom, bands: four })).toMatchObject({ outcome: 'cannot-evaluate', missing: ['bands'] });
    expect(judged({ ...bedroom, bands: { ...quietBands, '500': 300 } })).toMatchObject({
      outcome: 'cannot-evaluate',
      missing: ['band-backgrounds'],
    });
    expect(judged({ ...bedroom, room: undefined })).toMatchObject({ missing: ['room'] });
    expect(judged({ ...bedroom, regime: 'construction', durationS: 1200 })).toMatchObject({ missing: ['limit'] });
  });

  it('[NOISE-13] what was not steady, such as a lift, has a maximum as well: the limit + 10', () => {
    const lift = judged({ ...bedroom, isSteady: false, durationS: 600, lmaxTenths: 462 });
    expect(lift).toMatchObject({ outcome: 'exceeds', deciding: { quantity: 'lmax', limitDb: 45, resultDb: 46 } });
  });

  it('[NOISE-13] the bands follow the curves NR 20 to NR 40, cut off after the decibel but for one', () => {
    const curve = (rating: number) =>
      [55.4, 35.5, 22, 12, 4.8].map((a, at) => a + ([0.681, 0.79, 0.87, 0.93, 0.974][at] ?? 0) * rating);
    const rows = RULES.standards.find(({ code }) => code === 'GB 22337-2008')?.structure?.bands.rows ?? [];
    const printed = (zones: string, rooms: string, period: string) =>
      rows.find((row) => row.zones.join() === zones && row.rooms.join() === rooms && row.period === period)?.db ?? [];
    const pairs = [
      [printed('0', 'A,B', 'night'), curve(20)],
      [printed('1', 'B', 'night'), curve(25)],
      [printed('2,3,4', 'B', 'night'), curve(30)],
      [printed('1', 'B', 'day'), curve(35)],
      [printed('2,3,4', 'B', 'day'), curve(40)],
    ] as const;
    const below = pairs.flatMap(([db, levels]) => levels.map((level, at) => level - (db[at] ?? 0)));
    expect(below).toHaveLength(25);
    expect(Math.max(...below)).toBeLessThan(1);
    // NR 30 at 31.5 Hz is 75.83 and printed 76.
    expect(below.filter((rest) => rest < 0).map((rest) => rest.toFixed(2))).toEqual(['-0.17']);
  });
});

describe('what is kept and said', () => {
  it('[NOISE-18] every step that rests on a rule names standard, clause and how that was checked', () => {
    const { deciding } = judged();
    const measured = new Set<StepName>(['measured', 'background', 'over']);
    for (const { name, by } of deciding?.steps ?? []) {
      if (measured.has(name)) expect(by).toBeNull();
      else
        expect(by).toMatchObject({ standard: expect.stringMatching(/^(GB|HJ) /), clause: expect.stringMatching(/./) });
    }
  });

  it('[NOISE-19] the sentence states what was measured and how it stands to the table, and concludes nothing', () => {
    expect(judged().sentence).toBe(
      '2026年11月20日22时34分起，在1# 厂界外 1 m测量1分钟，测得等效声级58.4 dB(A)、背景噪声50.2 dB(A)，两者相差8 dB(A)，' +
        '按HJ 706-2014修正-1 dB(A)，结果为57 dB(A)；《社会生活环境噪声排放标准》（GB 22337-2008表1）2类区夜间限值为50 dB(A)，' +
        '测量结果高于该限值7 dB(A)。',
    );
    const sentences = [{}, { windTenthsMS: 60 }, { laeqTenths: 450 }, { zone: undefined }, { backgroundTenths: 575 }];
    for (const change of sentences) expect(judged(change).sentence).not.toMatch(/违法|违反|处罚|超标排放/);
  });

  it('[NOISE-18] what an entry keeps names the rules it was judged by', () => {
    expect(shownOf(judged(), 'ab'.repeat(32))).toMatchObject({
      outcome: 'exceeds',
      rules: 'ab'.repeat(32),
      result: 57,
      limit: 50,
      clause: 'GB 22337-2008 表1',
    });
    expect(shownOf(judged({ windTenthsMS: 60 }), 'ab'.repeat(32))).not.toHaveProperty('result', 57);
  });

  it('[NOISE-23] a corrected table decides otherwise, without a new build', () => {
    const [first, ...rest] = RULES.standards;
    if (!first) throw new Error('no standards are shipped');
    const rows = first.limits.rows.map((row) => (row.zone === '2' ? { ...row, nightDb: 57 } : row));
    const corrected = { ...RULES, standards: [{ ...first, limits: { ...first.limits, rows } }, ...rest] };
    expect(judge(reading(), corrected, NOW).outcome).toBe('compliant');
  });
});
