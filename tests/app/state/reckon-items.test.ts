import { describe, expect, test } from 'vitest';
import type { OwnBlob, OwnItem } from '#storage/own-items.ts';
import type { ReckonedEntry } from '#protocol/reckoning.ts';
import { lackingOf, reckonItems } from '#app/state/reckon-items.ts';

const PHOTO = 'a1'.repeat(32);
const THUMB = 'b2'.repeat(32);

function item(more: Partial<OwnItem> = {}): OwnItem {
  const about = { device: 'd', seq: 1, caseId: 'c-1', kind: 'finding', writtenAt: 1 };
  return { entry: 'e', ...about, hasReceipt: true, isHere: true, blobs: [], ...more };
}

const blob = (sha256: string, more: Partial<OwnBlob> = {}): OwnBlob => ({
  sha256,
  standing: 'receipt',
  isHere: true,
  ...more,
});

function told(more: Partial<ReckonedEntry> = {}): ReadonlyMap<string, ReckonedEntry> {
  return new Map([['e', { seq: 1, entry: 'e', blobs: [PHOTO, THUMB], missing: [], ...more }]]);
}

const stateOf = (one: OwnItem, list: ReturnType<typeof told> | null) => reckonItems([one], list)[0]?.state;

describe('one item against the server’s list', () => {
  const photo = item({ blobs: [blob(PHOTO), blob(THUMB)] });

  test('[DEVICE-91] is confirmed by the list alone, with every photo whole', () => {
    expect(stateOf(item(), told())).toBe('confirmed');
    expect(stateOf(photo, told())).toBe('confirmed');
    expect(stateOf(item(), null)).toBe('receipt');
    expect(stateOf(item({ hasReceipt: false }), told())).toBe('pending');
  });

  test('[DEVICE-91] a receipt that the list does not bear out is missing there: the entry, or its photo alone', () => {
    expect(reckonItems([photo], new Map())).toMatchObject([{ state: 'missing', lacksOnlyPhoto: false, isHere: true }]);
    const half = told({ blobs: [THUMB], missing: [PHOTO] });
    expect(reckonItems([photo], half)).toMatchObject([{ state: 'missing', lacksOnlyPhoto: true, isHere: true }]);
    expect(lackingOf([photo], new Map())).toEqual({ entries: ['e'], blobs: [PHOTO, THUMB] });
    expect(lackingOf([photo], half)).toEqual({ entries: [], blobs: [PHOTO] });
    expect(lackingOf([photo, item({ hasReceipt: false })], told())).toEqual({ entries: [], blobs: [] });
  });

  test('[DEVICE-91] what is neither there nor here is said to be gone', () => {
    expect(reckonItems([item({ isHere: false })], new Map())).toMatchObject([{ state: 'missing', isHere: false }]);
    const freed = item({ blobs: [blob(PHOTO, { isHere: false })] });
    expect(reckonItems([freed], told({ blobs: [] }))).toMatchObject([{ state: 'missing', isHere: false }]);
    expect(reckonItems([freed], told())).toMatchObject([{ state: 'confirmed', isHere: true }]);
  });

  test('[DEVICE-91] a photo on its way keeps its item pending; one that was lost before it was sent is lost', () => {
    const sending = item({ blobs: [blob(PHOTO, { standing: 'unsent' }), blob(THUMB)] });
    expect(stateOf(sending, told({ blobs: [THUMB] }))).toBe('pending');
    const lost = item({ blobs: [blob(PHOTO, { standing: 'lost', isHere: false })] });
    expect(stateOf(lost, told())).toBe('lost');
    expect(stateOf({ ...lost, hasReceipt: false }, told())).toBe('lost');
  });
});
