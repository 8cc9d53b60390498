import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BswaMeter } from '#app/features/measure/meters/bswa-meter.ts';
import { MeterSession, type Measured } from '#app/features/measure/meters/meter-session.svelte.ts';
import { Simulator } from '#app/features/measure/meters/simulator.ts';
import { FakeBswa } from '#tests/app/features/measure/fake-bswa.ts';

const START = Date.parse('2026-07-01T22:31:05+08:00');

let meter: FakeBswa;
let session: MeterSession;
let ends: (Measured | null)[];

const run = { startedAt: START, durationS: 60 };
const began = () => session.start(run.durationS, (measured) => ends.push(measured));
const wait = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  meter = new FakeBswa();
  session = new MeterSession(new BswaMeter(async () => meter));
  ends = [];
});

afterEach(async () => {
  await session.close();
  vi.useRealTimers();
});

/** Finding the speed of the line takes time: the clock is set back, so that the run begins at START. */
async function begin(): Promise<void> {
  const connected = session.connect(true);
  await wait(5);
  expect(await connected).toBe(true);
  vi.setSystemTime(START);
  expect(await began()).toBe(START);
}

describe('a connected meter', () => {
  it('[METER-7] one tap starts it, its level is followed, and its value arrives when the time is up', async () => {
    await begin();
    expect(meter.bauds).toEqual([9600, 19_200]);
    expect(meter.isRunning).toBe(true);
    await wait(10);
    expect(session.live).toMatchObject({ levelTenths: 575, laeqTenths: 583, lmaxTenths: 641, range: 'normal' });
    expect(ends).toEqual([]);
    await wait(50);
    expect(ends).toEqual([
      expect.objectContaining({ startedAt: START, laeqTenths: 583, lmaxTenths: 641, bands: null }),
    ]);
    expect(ends[0]?.durationS).toBeGreaterThanOrEqual(60);
    expect(ends[0]?.transcript).toContain('DSL7 1 ?\tanswer\t058.3');
    expect([meter.isRunning, session.phase]).toEqual([false, 'ready']);
  });

  it('[METER-7] octave bands come along when it was in its octave mode', async () => {
    meter.isOctave = true;
    await begin();
    await wait(60);
    expect(ends[0]?.bands).toEqual({ '31.5': 506, '63': 507, '125': 508, '250': 509, '500': 510 });
  });

  it('[METER-8] the plug pulled in the middle and put back: the meter has gone on, and nothing is lost', async () => {
    await begin();
    await wait(20);
    meter.unplug();
    await wait(15);
    expect([session.phase, ends.length]).toEqual(['lost', 0]);
    meter.isPluggedIn = true;
    await wait(10);
    expect([session.phase, session.trouble]).toEqual(['measuring', null]);
    await wait(20);
    expect(ends).toEqual([expect.objectContaining({ laeqTenths: 583 })]);
  });

  it('[METER-8] put back only after the time: what it measured is longer, and said to be', async () => {
    await begin();
    await wait(20);
    meter.unplug();
    await wait(60);
    meter.isPluggedIn = true;
    await wait(10);
    expect(ends[0]?.durationS).toBeGreaterThanOrEqual(80);
  });

  it('[METER-8] another page goes on with a run begun before; a meter that was switched off meanwhile gives no value', async () => {
    await begin();
    await wait(20);
    await session.close();
    session = new MeterSession(new BswaMeter(async () => meter));
    void session.resume(run, (measured) => ends.push(measured));
    await wait(45);
    expect(ends).toEqual([expect.objectContaining({ startedAt: START, laeqTenths: 583 })]);

    await session.close();
    meter.isRunning = false;
    session = new MeterSession(new BswaMeter(async () => meter));
    void session.resume(run, (measured) => ends.push(measured));
    await wait(10);
    expect([ends.at(-1), session.trouble]).toEqual([null, 'stopped-early']);
  });

  it.each([
    [1, 'overload'],
    [3, 'overload'],
    [4, 'under-range'],
  ])('[METER-9] flag %i: a value outside of the range is not taken', async (flag, trouble) => {
    await begin();
    meter.range = flag;
    await wait(60);
    expect([ends, session.trouble, session.phase]).toEqual([[null], trouble, 'ready']);
  });

  it('[METER-9] stopped at the meter in the middle: no value, and why', async () => {
    await begin();
    await wait(20);
    meter.isRunning = false;
    await wait(2);
    expect([ends, session.trouble]).toEqual([[null], 'stopped-early']);
  });

  it('[METER-9] stopped by its own integration time at the end: its value counts', async () => {
    await begin();
    await wait(58);
    meter.isRunning = false;
    await wait(8);
    expect(ends).toEqual([expect.objectContaining({ laeqTenths: 583 })]);
  });

  it('[METER-2] every fourth answer damaged: asked again, and the value is right', async () => {
    meter.damageEvery = 4;
    await begin();
    await wait(70);
    expect(ends).toEqual([expect.objectContaining({ laeqTenths: 583, lmaxTenths: 641 })]);
  });

  it('[METER-7] nothing at the other end: said, and nothing is started', async () => {
    meter.isPluggedIn = false;
    const started = began();
    await wait(10);
    expect([await started, session.trouble, session.phase]).toEqual([null, 'no-answer', 'off']);
  });
});

describe('the simulator', () => {
  it('[METER-10] gives the same levels again after the page was killed, and says in its record that it measured nothing', async () => {
    const simulated = async (killAfterS: number | null) => {
      vi.setSystemTime(START);
      const got: (Measured | null)[] = [];
      const first = new MeterSession(new Simulator(() => 583));
      await first.start(run.durationS, (measured) => got.push(measured));
      if (killAfterS !== null) {
        await wait(killAfterS);
        await first.close();
        const second = new MeterSession(new Simulator(() => 583));
        void second.resume(run, (measured) => got.push(measured));
      }
      await wait(61);
      return got;
    };
    const whole = await simulated(null);
    expect(whole).toHaveLength(1);
    expect(whole[0]?.transcript).toContain('no measurement');
    expect(Math.abs((whole[0]?.laeqTenths ?? 0) - 583)).toBeLessThan(30);
    expect(await simulated(25)).toEqual(whole);
  });
});
