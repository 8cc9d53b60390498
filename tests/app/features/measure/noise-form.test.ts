import { describe, expect, it } from 'vitest';
import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import type { CaseRecord } from '#domain/case/case-state.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import { KIND_VERSIONS } from '#domain/case/bodies.ts';
import { emptyCase } from '#domain/case/evolve.ts';
import { shippedVersion } from '#domain/reference/shipped.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';
import { correctionBody, correctionValues } from '#app/features/correction/correction-form.ts';
import { likelyRegime } from '#app/features/measure/likely-regime.ts';
import { judgeSoFar, noiseBody, noiseProblems, tenthsOf, type NoiseContext } from '#app/features/measure/noise-form.ts';
import {
  emptyNoise,
  nextPoint,
  NO_INSTRUMENTS,
  noiseValuesOf,
  type NoiseValues,
} from '#app/features/measure/noise-values.ts';
import { isOwnPointName, isSamePoint, nextNumber, pointName, pointNumber } from '#app/features/measure/point-names.ts';
import { classesOf, classFor } from '#app/features/measure/zone-classes.ts';

const night = Date.parse('2026-07-01T22:30:00+08:00');
const context: NoiseContext = {
  register: {
    instruments: [
      {
        kind: 'meter',
        serialNo: 'AWA-1',
        model: 'AWA6228+',
        accuracyClass: 1,
        certificateNo: 'Z1',
        validTo: '2027-01-31',
      },
      {
        kind: 'calibrator',
        serialNo: 'CAL-1',
        model: 'AWA6221A',
        accuracyClass: 1,
        certificateNo: 'Z2',
        validTo: '2027-01-31',
      },
    ],
  },
  rules: shippedVersion('noise-rules'),
  nowMs: night,
};

function fullNoise(): NoiseValues {
  return {
    ...emptyNoise(night, { meterNo: ' AWA-1 ', calibratorNo: 'CAL-1' }),
    point: '1# 厂界外 1 米',
    levelDb: 58.4,
    calibrationBeforeDb: 93.8,
    calibrationAfterDb: 93.9,
    weather: 'clear',
    windMS: 0,
    sourceState: '风机运行',
    regime: 'social',
    pointKind: 'boundary',
    zone: '2',
    zoneFrom: 'hand',
    steadiness: 'steady',
  };
}

function misfit(body: NoiseReadingBody): string | null {
  return bodyMisfit('noise-reading', KIND_VERSIONS['noise-reading'], JSON.parse(JSON.stringify(body)) as JsonObject);
}

describe('the form of a reading', () => {
  it('[NOISE-4] gives back every level a meter can show, exactly', () => {
    for (let tenths = 0; tenths <= 1500; tenths += 1) expect(tenthsOf(Number((tenths / 10).toFixed(1)))).toBe(tenths);
  });

  it('[MEASURE-1] asks for all that makes a reading one, and for nothing more', () => {
    const missing = Object.keys(noiseProblems(emptyNoise(night, NO_INSTRUMENTS))).sort();
    const needed = ['calibrationAfterDb', 'calibrationBeforeDb', 'calibratorNo', 'levelDb', 'meterNo', 'point'];
    expect(missing).toEqual([...needed, 'weather', 'windMS'].sort());
    expect(noiseProblems(fullNoise())).toEqual({});
    expect(noiseProblems({ ...fullNoise(), regime: undefined, zone: undefined, pointKind: undefined })).toEqual({});
  });

  it('refuses numbers no meter shows', () => {
    const problems = (values: Partial<NoiseValues>) => Object.keys(noiseProblems({ ...fullNoise(), ...values }));
    expect(problems({ levelDb: 583 })).toEqual(['levelDb']);
    expect(problems({ calibrationAfterDb: 9.39 })).toEqual(['calibrationAfterDb']);
    expect(problems({ durationS: 0 })).toEqual(['durationS']);
    expect(problems({ windMS: undefined })).toEqual(['windMS']);
    expect(problems({ background: { levelDb: 999, bandsDb: {} } })).toEqual(['background']);
    expect(problems({ bandsDb: { '63': -4 } })).toEqual(['bandsDb']);
  });

  it('[NOISE-1] takes its period from its start, and its body fits the schema', () => {
    const body = noiseBody({ ...fullNoise(), maximumDb: 66.1 }, context);
    expect(body).toMatchObject({
      period: 'night',
      laeqTenths: 584,
      lmaxTenths: 661,
      windTenthsMS: 0,
      meterNo: 'AWA-1',
    });
    expect(body.backgroundTenths).toBeUndefined();
    expect(misfit(body)).toBeNull();
  });

  it('[MEASURE-2] the instruments go in as the register has them; a number it does not know goes in alone', () => {
    expect(noiseBody(fullNoise(), context).meter).toEqual({
      serialNo: 'AWA-1',
      model: 'AWA6228+',
      accuracyClass: 1,
      certificateNo: 'Z1',
      validTo: '2027-01-31',
    });
    const borrowed = noiseBody({ ...fullNoise(), meterNo: 'B-9' }, context);
    expect([borrowed.meterNo, borrowed.meter]).toEqual(['B-9', undefined]);
  });

  it('[MEASURE-3] keeps the verdict as it was shown, with the hash of the rules', () => {
    const values = {
      ...fullNoise(),
      background: { startedAt: night + 300_000, durationS: 60, levelDb: 50.2, bandsDb: {} },
    };
    const body = noiseBody(values, context);
    expect(body.judgement).toMatchObject({ outcome: 'exceeds', result: 57, limit: 50, rules: context.rules.hash });
    expect(body.background).toMatchObject({ laeqTenths: 502, durationS: 60 });
    expect(misfit(body)).toBeNull();
  });

  it('[MEASURE-3] judges while it is filled in, taking what is still to come as in order', () => {
    const begun: NoiseValues = {
      ...fullNoise(),
      levelDb: 49.6,
      calibrationAfterDb: undefined,
      weather: '',
      windMS: undefined,
    };
    expect(judgeSoFar(begun, context)?.outcome).toBe('compliant-unverified');
    expect(judgeSoFar({ ...begun, levelDb: undefined }, context)).toBeNull();
    expect(judgeSoFar({ ...begun, calibrationAfterDb: 95 }, context)?.outcome).toBe('invalid');
  });

  it('[MEASURE-4] the class of the zone map counts until somebody chooses another, and it says which of the two', () => {
    const open: NoiseValues = { ...fullNoise(), zone: undefined, zoneFrom: undefined };
    expect(noiseBody(open, { ...context, mapped: '1' })).toMatchObject({ zone: '1', zoneFrom: 'map' });
    expect(noiseBody(fullNoise(), { ...context, mapped: '1' })).toMatchObject({ zone: '2', zoneFrom: 'hand' });
    expect(noiseBody(open, context).zone).toBeUndefined();
    expect(noiseBody({ ...open, regime: 'construction' }, { ...context, mapped: '1' }).zone).toBeUndefined();
    expect([classFor('social', '4a'), classFor('ambient', '4a'), classesOf('industrial').includes('4b')]).toEqual([
      '4',
      '4a',
      false,
    ]);
  });

  it('[MEASURE-5] bursts only by night, bands and room only where sound comes through the structure', () => {
    const all: NoiseValues = {
      ...fullNoise(),
      burst: 'frequent',
      room: 'A',
      windows: 'closed',
      bandsDb: { '63': 48.2 },
    };
    expect(noiseBody(all, context)).toMatchObject({
      burst: 'frequent',
      room: undefined,
      bands: undefined,
      windows: undefined,
    });
    const noon = { ...all, startedAt: night - 36_000_000, pointKind: 'indoor-structure' as const };
    expect(noiseBody(noon, context)).toMatchObject({
      burst: undefined,
      room: 'A',
      windows: 'closed',
      bands: { '63': 482 },
    });
  });

  it('[MEASURE-6] a simulated reading stays one and is void; a changed value of a meter was typed', () => {
    const simulated = noiseBody({ ...fullNoise(), way: 'simulator', arrivedDb: 57.1, levelDb: 40 }, context);
    expect([simulated.way, simulated.judgement?.outcome]).toEqual(['simulator', 'invalid']);
    expect(noiseBody({ ...fullNoise(), way: 'serial', arrivedDb: 58.4 }, context).way).toBe('serial');
    expect(noiseBody({ ...fullNoise(), way: 'serial', arrivedDb: 58.3 }, context).way).toBe('typed');
    expect(noiseBody({ ...fullNoise(), way: 'file' }, context).way).toBe('typed');
  });

  it('comes back into the form as it was', () => {
    const body = noiseBody(
      {
        ...fullNoise(),
        background: { startedAt: night, durationS: 60, levelDb: 50.2, bandsDb: {} },
        burst: 'occasional',
      },
      context,
    );
    expect(noiseBody(noiseValuesOf(body), context)).toEqual(body);
  });
});

describe('the next point', () => {
  it('[MEASURE-7] keeps what is the same there; the check after this one is the check before the next', () => {
    const done: NoiseValues = {
      ...fullNoise(),
      background: { levelDb: 44, startedAt: 1, durationS: 120, bandsDb: {} },
      compares: 'x',
    };
    const next = nextPoint(done, night + 600_000, '2# 厂界外 1 米');
    expect(next).toMatchObject({
      point: '2# 厂界外 1 米',
      startedAt: night + 600_000,
      meterNo: ' AWA-1 ',
      calibrationBeforeDb: 93.9,
      weather: 'clear',
      windMS: 0,
      regime: 'social',
      zone: '2',
      background: { durationS: 120, bandsDb: {} },
    });
    for (const measured of ['levelDb', 'maximumDb', 'calibrationAfterDb', 'timerStartedAt', 'compares'] as const)
      expect(next[measured]).toBeUndefined();
    expect(Object.keys(noiseProblems(next)).sort()).toEqual(['calibrationAfterDb', 'levelDb']);
  });

  it('[MEASURE-7] has the next number, and a name somebody changed is theirs', () => {
    expect(nextNumber(['1# 厂界外 1 米', '楼顶', '3# 敏感点室内'])).toBe(4);
    expect(nextNumber([])).toBe(1);
    expect([pointName(2, '厂界外 1 米'), pointNumber('12 # 北侧'), pointNumber('北侧')]).toEqual([
      '2# 厂界外 1 米',
      12,
      null,
    ]);
    expect([isOwnPointName('1# 厂界外 1 米'), isOwnPointName('1# 301 室卧室'), isOwnPointName('')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(isSamePoint('１#厂界外 1 米', '1# 厂界外1 m')).toBe(true);
    expect(isSamePoint('1# 厂界外 1 米', '2# 厂界外 1 米')).toBe(false);
  });

  it.each([
    ['饭店油烟机噪声扰民', 'social'],
    ['夜间工地施工', 'construction'],
    ['工厂机器轰鸣', 'industrial'],
    ['狗叫', undefined],
  ])('[MEASURE-7] %s is likely %s', (words, regime) => {
    expect(likelyRegime(words)).toBe(regime);
  });
});

describe('a corrected reading', () => {
  it('[MEASURE-8] is judged anew; the files of the meter and the place stay with it', () => {
    const first: NoiseReadingBody = {
      ...noiseBody(
        { ...fullNoise(), background: { startedAt: night, durationS: 60, levelDb: 50.2, bandsDb: {} } },
        context,
      ),
      log: 'c'.repeat(64),
      visit: 'v-1',
    };
    const background = first.background && { ...first.background, log: 'd'.repeat(64) };
    const record = {
      id: 'a'.repeat(64),
      kind: 'noise-reading',
      kindV: 1,
      body: JSON.parse(JSON.stringify({ ...first, background })) as JsonObject,
    } as CaseRecord;
    const values = correctionValues(record, emptyCase('c-1'));
    values.reason = '抄错';
    values.noise.levelDb = 48.4;
    const { body } = correctionBody(values, record, context);
    expect(body).toMatchObject({
      laeqTenths: 484,
      visit: 'v-1',
      log: 'c'.repeat(64),
      background: { laeqTenths: 502, log: 'd'.repeat(64) },
    });
    expect((body as unknown as NoiseReadingBody).judgement?.outcome).not.toBe(first.judgement?.outcome);
  });
});
