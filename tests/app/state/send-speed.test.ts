import { expect, it } from 'vitest';
import { SendSpeed } from '#app/state/send-speed.ts';

it('[WALL-30] [FAULT-40] the speed is measured from what has left: unknown at first, never from one chunk', () => {
  const speed = new SendSpeed();
  speed.note(9_200_000, 0);
  expect(speed.at(0)).toBeNull();
  speed.note(9_120_000, 4_000);
  expect(speed.at(4_000)).toBeNull();
  for (let s = 8; s <= 60; s += 4) speed.note(9_200_000 - s * 20_000, s * 1_000);
  expect(speed.at(60_000)).toBe(20_000);
});

it('[WALL-30] a photo taken meanwhile is more to send, not a slower link; a pause is no slowness', () => {
  const speed = new SendSpeed();
  for (let s = 0; s <= 20; s += 2) speed.note(400_000 - s * 10_000 + (s >= 10 ? 3_000_000 : 0), s * 1_000);
  const measured = speed.at(20_000) ?? 0;
  expect(measured).toBeGreaterThan(8_000);
  expect(measured).toBeLessThanOrEqual(10_000);
  speed.pause();
  expect(speed.at(500_000)).toBeNull();
});

it('[WALL-30] what went fast ten minutes ago says nothing of now, nor does a clock that was set back', () => {
  const speed = new SendSpeed();
  for (let s = 0; s <= 20; s += 2) speed.note(9_000_000 - s * 300_000, s * 1_000);
  speed.note(3_000_000, 620_000);
  expect(speed.at(620_000)).toBeNull();
  speed.note(2_900_000, 630_000);
  expect(speed.at(630_000)).toBeLessThan(2_000);
  speed.note(2_800_000, 1_000);
  expect(speed.at(1_000) ?? 0).toBeGreaterThanOrEqual(0);
});
