import { LevelDetector } from '#domain/sound/level-detector.ts';

export interface Sine {
  readonly hz: number;
  readonly rateHz: number;
  readonly seconds: number;
  readonly amplitude?: number;
}

export function sine({ hz, rateHz, seconds, amplitude = 0.1 }: Sine): Float64Array {
  const step = (2 * Math.PI * hz) / rateHz;
  return Float64Array.from({ length: Math.round(seconds * rateHz) }, (_, n) => amplitude * Math.sin(step * n));
}

export function silence(rateHz: number, seconds: number): Float64Array {
  return new Float64Array(Math.round(seconds * rateHz));
}

/** Reproducible, between ±½ (a linear congruential generator). */
export function whiteNoise(count: number): Float64Array {
  let state = 1;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
}

/** Equal power in every octave: white noise through Kellet's three poles (good to half a dB above 40 Hz). */
export function pinkNoise(count: number): Float64Array {
  let [a, b, c] = [0, 0, 0];
  return whiteNoise(count).map((white) => {
    a = 0.99765 * a + white * 0.099046;
    b = 0.963 * b + white * 0.2965164;
    c = 0.57 * c + white * 1.0526913;
    return 0.1 * (a + b + c + white * 0.1848);
  });
}

/** One after another. */
export function joined(...parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const SETTLE_S = 1.5;
const MEASURE_S = 2;

/** Mean squares of a steady sine, once the filters have settled. */
export function steady(hz: number, rateHz: number, amplitude: number): Readonly<Record<'A' | 'C' | 'Z', number>> {
  const detector = new LevelDetector(rateHz);
  const whole = sine({ hz, rateHz, seconds: SETTLE_S + MEASURE_S, amplitude });
  detector.process(whole.subarray(0, SETTLE_S * rateHz));
  const rest = whole.subarray(SETTLE_S * rateHz);
  detector.process(rest);
  const { sumA, sumC, sumZ } = detector;
  return { A: sumA / rest.length, C: sumC / rest.length, Z: sumZ / rest.length };
}
