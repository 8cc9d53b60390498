import { describe, expect, test } from 'vitest';
import { Listener } from '#workers/sound/listener.ts';
import { joined, silence, sine } from '#tests/domain/sound/signals.ts';

const RATE_HZ = 48_000;

function feed(listener: Listener, samples: Float64Array): void {
  const block = Float32Array.from(samples);
  for (let at = 0; at < block.length; at += 2048) listener.feed(block.subarray(at, at + 2048));
}

const tone = (seconds: number, amplitude = 0.1): Float64Array =>
  sine({ hz: 1000, rateHz: RATE_HZ, seconds, amplitude });

describe('the listener in the worker', () => {
  test('[SOUND-14] the first half second after a microphone was opened counts for nothing, each time anew', () => {
    const listener = new Listener();
    listener.open(RATE_HZ);
    feed(listener, joined(tone(0.5, 1), tone(1)));
    const first = listener.take();
    expect(first.totals).toMatchObject({ seconds: 1, wasClipped: false });
    expect(Math.abs(first.totals.laeq + 23.01)).toBeLessThan(0.1);
    listener.open(RATE_HZ);
    feed(listener, joined(tone(0.5, 1), tone(1)));
    expect(listener.take().totals).toMatchObject({ seconds: 2, wasClipped: false });
  });

  test('what was taken is not given twice; totals go on until they are forgotten', () => {
    const listener = new Listener();
    listener.open(RATE_HZ);
    feed(listener, tone(2.5));
    expect(listener.take().lafDb).toHaveLength(20);
    expect(listener.take()).toMatchObject({ lafDb: [], laeqDb: [], totals: { seconds: 2 } });
    listener.forget();
    expect(listener.take().totals).toMatchObject({ seconds: 0, laeq: -Infinity, ln: { L50: null } });
  });

  test('a page that asks for nothing for two minutes is given the last one', () => {
    const listener = new Listener();
    listener.open(RATE_HZ);
    for (let minute = 0; minute < 2; minute++) feed(listener, tone(60));
    expect(listener.take().lafDb).toHaveLength(600);
  });

  test('[SOUND-10] overdriven is told once for the seconds it was, and stays in the totals; a switched-off microphone is told after a second', () => {
    const listener = new Listener();
    listener.open(RATE_HZ);
    feed(listener, joined(tone(0.5), tone(0.5, 1)));
    expect(listener.take()).toMatchObject({ isClipped: true, isMute: false, totals: { wasClipped: true } });
    feed(listener, silence(RATE_HZ, 0.9));
    expect(listener.take()).toMatchObject({ isClipped: false, isMute: false, totals: { wasClipped: true } });
    feed(listener, silence(RATE_HZ, 0.2));
    expect(listener.take().isMute).toBe(true);
  });

  test('before any microphone there is nothing', () => {
    expect(new Listener().take()).toMatchObject({ lafDb: [], spectrumDb: [], tone: null, totals: { seconds: 0 } });
  });
});
