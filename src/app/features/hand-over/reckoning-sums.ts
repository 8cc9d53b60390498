import type { ReckonedItem } from '#app/state/reckon-items.ts';
import { isSameDay } from '#app/text/format.ts';

export interface Sum {
  readonly total: number;
  readonly confirmed: number;
  readonly receipts: number;
}

export interface Sums {
  readonly entries: Sum;
  readonly photos: Sum;
  readonly today: Sum;
  /** Of earlier days. */
  readonly older: Sum;
  readonly todayItems: readonly ReckonedItem[];
  /** Whatever the day: to be named one by one. */
  readonly gaps: readonly ReckonedItem[];
}

export function sumsOf(items: readonly ReckonedItem[], nowMs: number): Sums {
  const todayItems = items.filter(({ writtenAt }) => isSameDay(writtenAt, nowMs));
  return {
    entries: sum(todayItems.filter(({ kind }) => kind !== 'photo')),
    photos: sum(todayItems.filter(({ kind }) => kind === 'photo')),
    today: sum(todayItems),
    older: sum(items.filter(({ writtenAt }) => !isSameDay(writtenAt, nowMs))),
    todayItems,
    gaps: items.filter(({ state }) => state === 'missing' || state === 'lost'),
  };
}

function sum(items: readonly ReckonedItem[]): Sum {
  return {
    total: items.length,
    confirmed: items.filter(({ state }) => state === 'confirmed').length,
    receipts: items.filter(({ state }) => state !== 'pending' && state !== 'lost').length,
  };
}
