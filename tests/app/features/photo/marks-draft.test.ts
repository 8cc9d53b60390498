import { expect, test } from 'vitest';
import { isTap, markBetween, onPicture, textAt } from '#app/features/photo/marks-draft.ts';

test('[PHOTO-14] two points make a mark, in whatever order and direction they were tapped or dragged', () => {
  const box = { shape: 'mosaic', x: 0.2, y: 0.3, w: 0.4, h: 0.2 };
  expect(markBetween('mosaic', { x: 0.2, y: 0.3 }, { x: 0.6, y: 0.5 })).toEqual(box);
  expect(markBetween('mosaic', { x: 0.6, y: 0.5 }, { x: 0.2, y: 0.3 })).toEqual(box);
  expect(markBetween('arrow', { x: 0.6, y: 0.5 }, { x: 0.2, y: 0.3 })).toEqual({
    shape: 'arrow',
    x1: 0.6,
    y1: 0.5,
    x2: 0.2,
    y2: 0.3,
  });
});

test('[PHOTO-14] a slip of the finger is no mark, and nothing lies outside of the picture', () => {
  expect(markBetween('circle', { x: 0.5, y: 0.5 }, { x: 0.505, y: 0.5 })).toBeNull();
  expect(markBetween('circle', { x: 0.1, y: 0.5 }, { x: 0.9, y: 0.5 })).toBeNull();
  expect(isTap({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.505 })).toBe(true);
  expect(onPicture({ x: -0.2, y: 1.3 })).toEqual({ x: 0, y: 1 });
});

test('[PHOTO-14] words without words are none', () => {
  expect(textAt({ x: 0.123456, y: 0.5 }, ' 排风口 ')).toEqual({ shape: 'text', x: 0.1235, y: 0.5, text: '排风口' });
  expect(textAt({ x: 0.1, y: 0.5 }, '   ')).toBeNull();
});
