import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '#domain/case/case-state.ts';
import { instantOf, timelineRows } from '#app/features/case/timeline-items.ts';

const MINUTE = 60_000;
let seq = 0;

function recordOf(change: Partial<CaseRecord>): CaseRecord {
  seq += 1;
  return {
    id: `r${seq}`,
    seq,
    kind: 'photo',
    kindV: 1,
    actor: 'u-wang',
    device: 'd',
    base: 0,
    claimedAt: 0,
    clockOffsetMs: 0,
    receivedAt: 0,
    verdict: { outcome: 'accepted' },
    blobs: [],
    body: {},
    ...change,
  };
}

const shape = (records: readonly CaseRecord[]) => timelineRows(records).map((row) => row.records.map(({ id }) => id));

describe('rows of the timeline', () => {
  it('shows the newest first', () => {
    const records = [recordOf({ kind: 'order' }), recordOf({ kind: 'assign' })];
    expect(shape(records)).toEqual([[records[1]?.id], [records[0]?.id]]);
  });

  it('puts a burst of photos of one person into one row, in the order taken', () => {
    const records = [recordOf({}), recordOf({ claimedAt: MINUTE }), recordOf({ claimedAt: 2 * MINUTE })];
    expect(shape(records)).toEqual([records.map(({ id }) => id)]);
  });

  it.each([
    ['somebody else took it', { actor: 'u-chen' }],
    ['it is half an hour later', { claimedAt: 30 * MINUTE }],
    ['it was refused, and has words of its own', { verdict: { outcome: 'refused', reason: 'not-allowed' } as const }],
    ['it is for review', { verdict: { outcome: 'review', reason: 'outside-scope' } as const }],
    ['it is no photo', { kind: 'finding' }],
  ])('begins a new row when %s', (_why, change) => {
    expect(shape([recordOf({}), recordOf(change)])).toHaveLength(2);
  });

  it('reads the time with the offset the device knew of itself', () => {
    expect(instantOf({ claimedAt: 1000, clockOffsetMs: 250 })).toBe(1250);
    expect(instantOf({ claimedAt: 1000, clockOffsetMs: null })).toBe(1000);
  });
});
