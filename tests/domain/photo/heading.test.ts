import { expect, test } from 'vitest';
import { compassPointOf, lensHeading } from '#domain/photo/heading.ts';

/** Upright in front of the eye: beta 90. */
const upright = (alpha: number) => ({ alpha, beta: 90, gamma: 0 });

test('[PHOTO-2] held upright, the lens looks where the phone is turned: alpha counts against the clock', () => {
  expect([0, 90, 180, 270].map((alpha) => lensHeading(upright(alpha)))).toEqual([0, 270, 180, 90]);
});

test('[PHOTO-2] tilted or held across, the lens still looks the same way', () => {
  expect(lensHeading({ alpha: 270, beta: 50, gamma: 0 })).toBe(90);
  // Across: the top edge points left, the lens north.
  expect(lensHeading({ alpha: 90, beta: 0, gamma: -90 })).toBe(0);
});

test('[PHOTO-2] a lens that looks at the floor or the sky points nowhere', () => {
  expect(lensHeading({ alpha: 30, beta: 0, gamma: 0 })).toBeNull();
  expect(lensHeading({ alpha: 30, beta: 180, gamma: 0 })).toBeNull();
});

test('[PHOTO-2] eight points of the compass, each half to either side', () => {
  expect([0, 22, 23, 90, 225, 337, 338, 359].map(compassPointOf)).toEqual(['n', 'n', 'ne', 'e', 'sw', 'nw', 'n', 'n']);
});
