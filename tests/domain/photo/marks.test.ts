import { expect, test } from 'vitest';
import { chen, CaseStory, wang, zhao, anOrder } from '#tests/domain/case/case-builder.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { hiddenRegions, type PhotoMark } from '#domain/photo/marks.ts';
import { marksOf } from '#domain/photo/marks-of.ts';
import { markPath } from '#domain/photo/mark-path.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';

const PHOTO = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const ARROW: PhotoMark = { shape: 'arrow', x1: 0.1, y1: 0.2, x2: 0.3, y2: 0.4 };
const MOSAIC: PhotoMark = { shape: 'mosaic', x: 0.5, y: 0.5, w: 0.2, h: 0.1 };

function story(): CaseStory {
  const told = new CaseStory();
  told.add(SYSTEM_PERSON, 'order', anOrder);
  told.add(zhao, 'assign', { unit: 'team-1' });
  return told;
}

test('[PHOTO-12] the later layer counts for its photo, by the server’s order; the earlier is kept', () => {
  const told = story();
  told.add(wang, 'photo-marks', { photo: PHOTO, marks: [ARROW] });
  told.add(wang, 'photo-marks', { photo: OTHER, marks: [] });
  expect(marksOf(told.state, PHOTO)?.body?.marks).toEqual([ARROW]);
  told.add(zhao, 'photo-marks', { photo: PHOTO, marks: [ARROW, MOSAIC] });
  expect(marksOf(told.state, PHOTO)?.body?.marks).toEqual([ARROW, MOSAIC]);
  expect(told.state.records.filter(({ kind }) => kind === 'photo-marks')).toHaveLength(3);
  expect(marksOf(told.state, 'c'.repeat(64))).toBeNull();
});

test('[PHOTO-12] a layer is an observation: it stands whoever draws it, and is for review from outside', () => {
  const told = story();
  expect(told.add(wang, 'photo-marks', { photo: PHOTO, marks: [ARROW] }).verdict.outcome).toBe('accepted');
  expect(told.add(chen, 'photo-marks', { photo: PHOTO, marks: [] }).verdict.outcome).toBe('review');
});

test('[PHOTO-12] shapes of a newer app are kept; a known shape must be whole', () => {
  const fits = (marks: unknown) => bodyMisfit('photo-marks', 1, { photo: PHOTO, marks } as never);
  expect(fits([ARROW, MOSAIC, { shape: 'star', points: 5 }])).toBeNull();
  expect(fits([{ shape: 'arrow', x1: 0.1 }])).not.toBeNull();
  expect(fits([{ shape: 'text', x: 0, y: 0, text: '  ' }])).not.toBeNull();
  expect(fits([{ shape: 'circle', x: 0, y: 0, w: 40, h: 1 }])).not.toBeNull();
});

test('[PHOTO-13] places are shares of the picture: the same mark on a copy of half the size is half as large', () => {
  const numbers = (path: string) => path.match(/-?\d+\.\d/g)?.map(Number) ?? [];
  const large = numbers(markPath({ width: 2000, height: 1000 }, ARROW));
  const small = numbers(markPath({ width: 1000, height: 500 }, ARROW));
  expect(large.slice(0, 4)).toEqual([200, 200, 600, 400]);
  small.forEach((value, at) => expect(value).toBeCloseTo((large[at] ?? 0) / 2, 0));
});

test('[PHOTO-21] what is hidden is what the mosaics cover', () => {
  expect(hiddenRegions([ARROW, MOSAIC])).toEqual([MOSAIC]);
});
