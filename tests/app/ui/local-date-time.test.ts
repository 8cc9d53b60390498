import { describe, expect, it } from 'vitest';
import { fromLocalText, toLocalText } from '#app/ui/local-date-time.ts';

describe('the wall clock of a date field', () => {
  it('is Shanghai’s, and comes back as the same instant', () => {
    const atMs = Date.UTC(2026, 10, 25, 16, 5);
    expect(toLocalText(atMs, 'datetime-local')).toBe('2026-11-26T00:05');
    expect(fromLocalText('2026-11-26T00:05')).toBe(atMs);
  });

  it('starts a day at its midnight', () => {
    expect(toLocalText(fromLocalText('2026-11-26'), 'date')).toBe('2026-11-26');
    expect(fromLocalText('2026-11-26')).toBe(Date.UTC(2026, 10, 25, 16));
  });

  it('is empty without a value, and nothing without a date', () => {
    expect(toLocalText(undefined, 'date')).toBe('');
    expect(fromLocalText('')).toBeUndefined();
  });
});
