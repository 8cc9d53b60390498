import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { energyMeanTenths, exceededTenths } from '#domain/meter/levels.ts';
import { parseMeterLog, type MeterLog, type ParsedLog } from '#domain/meter/log-file.ts';
import { durationOf, resultOf } from '#domain/meter/log-result.ts';

const START = Date.parse('2026-07-01T22:31:05+08:00');

function good(parsed: ParsedLog): MeterLog {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.log;
}

function problemsOf(text: string) {
  const parsed = parseMeterLog(text);
  return parsed.ok ? [] : parsed.problems;
}

/** The same three seconds, as five kinds of programs write them. */
const LAYOUTS: readonly (readonly [string, string])[] = [
  [
    'table with description, Chinese',
    '仪器型号,AWA6228+\r\n编号,00312345\r\nLeq,57.3\r\n\r\n日期,时间,瞬时声级,最大声级\r\n2026/7/1,22:31:05,57.3,58.0\r\n2026/7/1,22:31:06,58.3,59.9\r\n2026/7/1,22:31:07,56.0,57.0\r\n',
  ],
  [
    'quoted names, averages and maxima',
    'Device;BSWA 308\nTimestamp;"LAeq,1s [dB]";"LAFmax [dB]"\n2026-07-01 22:31:05;57.3;58.0\n2026-07-01 22:31:06;58.3;59.9\n2026-07-01 22:31:07;56.0;57.0\nMean;57.3\n',
  ],
  [
    'tabs, fractions of a second, comma for the point',
    'Time\tLAF dB(A)\tLAFmax\n2026-07-01T22:31:05.000\t57,3\t58,0\n2026-07-01T22:31:06.000\t58,3\t59,9\n2026-07-01T22:31:07.000\t56,0\t57,0',
  ],
  ['bare values', '2026-07-01,22:31:05,57.3\n2026-07-01,22:31:06,58.3\n2026-07-01,22:31:07,56.0\n'],
  ['columns by spaces', '2026-07-01 22:31:05   57.3\n2026-07-01 22:31:06   58.3\n2026-07-01 22:31:07   56.0\n'],
];

describe('levels', () => {
  it('[METER-4] are averaged as energy', () => {
    expect(energyMeanTenths([600, 600, 600])).toBe(600);
    // Half the time 10 dB louder: 7.4 dB above the quiet half, not 5.
    expect(energyMeanTenths([500, 600])).toBe(574);
    expect(energyMeanTenths([500, 500, 500, 700])).toBe(641);
  });

  it('[METER-4] the mean lies between the extremes, and above the arithmetic one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 200, max: 1300 }), { minLength: 1 }), (levels) => {
        const mean = energyMeanTenths(levels);
        expect(mean).toBeLessThanOrEqual(Math.max(...levels));
        expect(mean + 0.5).toBeGreaterThanOrEqual(levels.reduce((a, b) => a + b, 0) / levels.length);
      }),
    );
  });

  it('[METER-4] L10 is what is exceeded a tenth of the time: of a hundred values the tenth from above', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 401 + at);
    expect([10, 50, 90].map((percent) => exceededTenths(hundred, percent))).toEqual([491, 451, 411]);
    expect(exceededTenths([573], 90)).toBe(573);
  });
});

describe('a log of a meter', () => {
  it.each(LAYOUTS)('[METER-5] is read as %s', (_, text) => {
    const log = good(parseMeterLog(text));
    expect(log.levels.map(Math.round)).toEqual([573, 583, 560]);
    expect([log.startedAt, log.stepMs, durationOf(log)]).toEqual([START, 1000, 3]);
    expect(resultOf(log)).toMatchObject({ startedAt: START, durationS: 3, laeqTenths: 573, l90Tenths: 560 });
  });

  it('[METER-5] knows Lmax from its maxima or from momentary values, and never from averages', () => {
    const lmax = (text: string) => resultOf(good(parseMeterLog(text)))?.lmaxTenths;
    expect(lmax(LAYOUTS[0]?.[1] ?? '')).toBe(599);
    expect(lmax('Time,LAF\n22:31:05,57.3\n22:31:06,58.3\n')).toBe(583);
    expect(lmax('Time,LAeq\n22:31:05,57.3\n22:31:06,58.3\n')).toBeNull();
  });

  it('[METER-5] goes on over midnight, and says where the meter paused', () => {
    const log = good(
      parseMeterLog('时间,声级\n23:59:58,50.0\n23:59:59,50.0\n00:00:00,50.0\n00:00:01,50.0\n00:00:31,50.0'),
    );
    expect(log).toMatchObject({ startedAt: null, stepMs: 1000, gaps: [{ line: 6, ms: 29_000 }] });
    expect(durationOf(log)).toBe(5);
  });

  it('[METER-5] a part of it has its own result', () => {
    const log = good(parseMeterLog(LAYOUTS[3]?.[1] ?? ''));
    expect(resultOf(log, { fromS: 1, durationS: 1 })).toMatchObject({
      startedAt: START + 1000,
      laeqTenths: 583,
      durationS: 1,
    });
    expect(resultOf(log, { fromS: 9, durationS: 1 })).toBeNull();
  });

  it('[METER-5] values twice a second under a clock of seconds last as long as the clock says', () => {
    const rows = Array.from({ length: 121 }, (_, at) => `22:30:${String(at >> 1).padStart(2, '0')},55.0`).slice(0, 120);
    const log = good(parseMeterLog(['time,LAF', ...rows].join('\n')));
    expect(Math.round(durationOf(log))).toBe(60);
  });

  it.each([
    ['', 'empty', 0],
    ['时间,声级\n', 'empty', 0],
    ['name,note\na,b', 'no-level-column', 0],
    ['time,wind\n22:00:01,3.5', 'no-level-column', 0],
    ['Time,LCeq,LZeq\n22:00:01,70.0,71.0', 'other-weighting', 1],
    ['时间,声级\n22:00:01,50.0\n22:00:02,--\n22:00:03,50.0', 'bad-level', 3],
    ['时间,声级\n22:00:01,50.0\n25:00:02,50.0\n22:00:03,50.0', 'bad-time', 3],
    ['时间,声级\n22:00:03,50.0\n22:00:02,50.0', 'time-goes-back', 3],
    ['时间,声级\n22:00:00,50.0\n22:00:05,50.0\n22:00:10,50.0', 'too-coarse', 3],
    ['时间,LAeq,过载\n22:00:00,50.0,0\n22:00:01,50.0,1\n', 'overload', 3],
    ['日期,时间,声级\n2026-02-30,22:00:01,50.0', 'bad-time', 2],
  ])('[METER-6] is refused with the line: %j', (text, code, line) => {
    expect(problemsOf(text)[0]).toMatchObject({ code, line });
  });

  it('[METER-6] names the first five bad lines, not all', () => {
    const rows = Array.from({ length: 50 }, (_, at) => `x,${at}`);
    expect(problemsOf(['time,LAF', ...rows].join('\n')).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });

  it('[METER-6] whatever the text, it answers', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'时间,声级 LAeq\t;"\n\r0123456789.:-T', '\u0000') }), (text) => {
        const parsed = parseMeterLog(text);
        if (parsed.ok) expect(resultOf(parsed.log)).not.toBeNull();
        else expect(parsed.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
