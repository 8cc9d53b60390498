import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BSWA_COMMANDS,
  equivalentAnswer,
  isRunningAnswer,
  levelAnswer,
  mainScreenAnswer,
  octavesAnswer,
  statisticsAnswer,
} from '#domain/meter/bswa-answers.ts';
import { BswaFrameReader, encodeFrame, type BswaFrame } from '#domain/meter/bswa-frame.ts';

const bytesOf = (hex: string) => Uint8Array.from(hex.split(' '), (byte) => Number.parseInt(byte, 16));
const command = (text: string): BswaFrame => ({ id: 1, attribute: 'command', text });

/** Frames as printed in the manual of the BSWA 308/309, v3.16, pages 71, 97 to 102. */
const PRINTED: readonly (readonly [BswaFrame, string])[] = [
  [command(BSWA_COMMANDS.start), '02 01 43 53 54 41 31 03 34 0D 0A'],
  [command(BSWA_COMMANDS.state), '02 01 43 53 54 41 3F 03 3A 0D 0A'],
  [command(BSWA_COMMANDS.main), '02 01 43 44 4D 41 31 20 3F 03 25 0D 0A'],
  [command(BSWA_COMMANDS.statistics), '02 01 43 44 4C 4E 31 20 3F 03 2B 0D 0A'],
  [command(BSWA_COMMANDS.equivalents), '02 01 43 44 53 4C 37 20 31 20 3F 03 21 0D 0A'],
  [command('RES'), '02 01 43 52 45 53 03 07 0D 0A'],
  [{ id: 1, attribute: 'ack', text: '' }, '02 01 06 03 06 0D 0A'],
  [{ id: 1, attribute: 'answer', text: '1' }, '02 01 41 31 03 70 0D 0A'],
  [
    { id: 1, attribute: 'answer', text: '0,0,0,074.3,0' },
    '02 01 41 30 2C 30 2C 30 2C 30 37 34 2E 33 2C 30 03 6F 0D 0A',
  ],
  [
    { id: 1, attribute: 'answer', text: '065.0,066.2,067.0,067.2,0' },
    '02 01 41 30 36 35 2E 30 2C 30 36 36 2E 32 2C 30 36 37 2E 30 2C 30 36 37 2E 32 2C 30 03 72 0D 0A',
  ],
];

const LN = '0,0,0,10,074.2,20,074.1,30,074.1,40,074.0,50,074.0,60,073.9,70,073.9,80,073.8,90,073.8,99,073.6,0';

const frames = fc.record({
  id: fc.integer({ min: 1, max: 255 }),
  attribute: fc.constantFrom('answer' as const, 'ack' as const, 'nak' as const),
  text: fc.stringMatching(/^[0-9,.A-Z? -]{0,80}$/),
});

/** Cut anywhere, in as many pieces as there are cuts. */
function pieces(all: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [...new Set(cuts.map((cut) => cut % (all.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => all.subarray(from, at[i] ?? all.length));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe('frames of the BSWA 308/309', () => {
  it.each(PRINTED)('[METER-1] are written and read as the manual prints them: %j', (frame, hex) => {
    expect(encodeFrame(frame)).toEqual(bytesOf(hex));
    expect(new BswaFrameReader().push(bytesOf(hex))).toEqual([frame]);
  });

  it('[METER-2] come whole out of a line that splits, merges and garbles between them', () => {
    // No STX in the noise: what begins like a frame and is none is the business of the next property.
    const noise = fc.uint8Array({ max: 12 }).map((bytes) => bytes.filter((byte) => byte !== 2));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, frames), { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (sent, cuts) => {
          const line = joined(sent.flatMap(([before, frame]) => [before, encodeFrame(frame)]));
          const reader = new BswaFrameReader();
          expect(pieces(line, cuts).flatMap((piece) => reader.push(piece))).toEqual(sent.map(([, frame]) => frame));
          expect(reader.damaged).toBe(0);
        },
      ),
    );
  });

  it('[METER-2] one altered, lost or doubled byte never makes another frame, and spoils at most its own and the next', () => {
    const damage = fc.record({
      at: fc.nat(),
      how: fc.constantFrom('alter', 'lose', 'double'),
      by: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(frames, { minLength: 3, maxLength: 6 }), damage, (sent, { at, how, by }) => {
        const line = [...joined(sent.map(encodeFrame))];
        const where = at % line.length;
        const byte = line[where] ?? 0;
        line.splice(where, 1, ...(how === 'alter' ? [byte ^ by] : how === 'lose' ? [] : [byte, byte]));
        const reader = new BswaFrameReader();
        const got = reader.push(Uint8Array.from(line));
        const known = new Set(sent.map((frame) => JSON.stringify(frame)));
        for (const frame of got) expect(known).toContain(JSON.stringify(frame));
        expect(got.length).toBeGreaterThanOrEqual(sent.length - 2);
        // And the line is heard again.
        expect(reader.push(joined([encodeFrame(command('STA?')), encodeFrame(command('STA0'))])).at(-1)?.text).toBe(
          'STA0',
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('answers of the BSWA 308/309', () => {
  it('[METER-3] are read by the examples of the manual', () => {
    expect(mainScreenAnswer('0,0,0,074.3,0')).toEqual({
      filter: 'A',
      detector: 'F',
      mode: 'SPL',
      tenths: 743,
      range: 'normal',
    });
    expect(equivalentAnswer('065.0,066.2,067.0,067.2,0')).toEqual({ tenths: 650, range: 'normal' });
    expect(Object.fromEntries(statisticsAnswer(LN) ?? [])).toMatchObject({ 10: 742, 50: 740, 90: 738, 99: 736 });
    expect([isRunningAnswer('1'), isRunningAnswer('0'), isRunningAnswer('x')]).toEqual([true, false, null]);
  });

  it('[METER-3] carry the flags of the range, and are nothing when a field is missing or no number', () => {
    const twelve = Array.from({ length: 12 }, (_, at) => `0${50 + at}.0`).join(',');
    expect(levelAnswer(`${twelve},1`)).toEqual({ tenths: 500, range: 'overload' });
    expect(levelAnswer(`${twelve},4`)?.range).toBe('was-under-range');
    expect(levelAnswer(`${twelve},9`)).toBeNull();
    expect(levelAnswer('050.0,0')).toBeNull();
    expect(equivalentAnswer('---.-,066.2,067.0,067.2,0')).toBeNull();
    expect(mainScreenAnswer('0,0,0,074.3')).toBeNull();
    expect(statisticsAnswer('0,1' + LN.slice(3))).toBeNull();
  });

  it('[METER-3] octave bands count only unweighted', () => {
    const bands = '061.2,062.0,063.0,066.0,040.0,050.0,071.5,060.1,048.0,041.0,035.5,030.0,029.0,028.0,027.0,026.0';
    expect(octavesAnswer(`3,${bands},0`)).toEqual({
      bands: { '31.5': 715, '63': 601, '125': 480, '250': 410, '500': 355 },
      range: 'normal',
    });
    expect(octavesAnswer(`0,${bands},0`)).toBeNull();
    expect(octavesAnswer(`3,${bands}`)).toBeNull();
  });
});
