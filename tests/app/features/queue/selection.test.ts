import { describe, expect, it } from 'vitest';
import {
  allStateOf,
  chosenAll,
  keptWithin,
  neighbour,
  NOTHING_CHOSEN,
  toggled,
  toggledTo,
} from '#app/features/queue/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const list = (selection: { chosen: ReadonlySet<string> }) => [...selection.chosen].sort().join('');

describe('selection', () => {
  it('ticks and unticks one row', () => {
    const one = toggled(NOTHING_CHOSEN, 'b');
    expect(list(one)).toBe('b');
    expect(list(toggled(one, 'b'))).toBe('');
    expect(list(NOTHING_CHOSEN)).toBe('');
  });

  it('reaches with Shift from the last tick, upwards as well as downwards', () => {
    expect(list(toggledTo(toggled(NOTHING_CHOSEN, 'b'), order, 'd'))).toBe('bcd');
    expect(list(toggledTo(toggled(NOTHING_CHOSEN, 'd'), order, 'b'))).toBe('bcd');
  });

  it('unticks the whole stretch when the pressed row was ticked', () => {
    const all = toggled(toggled(chosenAll(order), 'b'), 'b');
    expect(list(toggledTo(all, order, 'd'))).toBe('ae');
  });

  it('keeps what lay outside the stretch', () => {
    const two = toggled(toggled(NOTHING_CHOSEN, 'a'), 'c');
    expect(list(toggledTo(two, order, 'd'))).toBe('acd');
  });

  it('is a single tick when the anchor is not in sight', () => {
    expect(list(toggledTo(toggled(NOTHING_CHOSEN, 'z'), order, 'c'))).toBe('cz');
    expect(list(toggledTo(NOTHING_CHOSEN, order, 'c'))).toBe('c');
  });

  it('forgets rows a filter has hidden, and the anchor with them', () => {
    const kept = keptWithin(toggled(toggled(NOTHING_CHOSEN, 'a'), 'e'), ['a', 'b']);
    expect(list(kept)).toBe('a');
    expect(kept.anchor).toBeNull();
    const unchanged = toggled(NOTHING_CHOSEN, 'a');
    expect(keptWithin(unchanged, order)).toBe(unchanged);
  });

  it('says whether all, some or none are ticked', () => {
    expect(allStateOf(NOTHING_CHOSEN, 5)).toBe('none');
    expect(allStateOf(toggled(NOTHING_CHOSEN, 'a'), 5)).toBe('some');
    expect(allStateOf(chosenAll(order), 5)).toBe('all');
  });
});

describe('neighbour', () => {
  it('moves one row, stops at the ends, and begins at the first', () => {
    expect(neighbour(order, 'b', 1)).toBe('c');
    expect(neighbour(order, 'b', -1)).toBe('a');
    expect(neighbour(order, 'e', 1)).toBe('e');
    expect(neighbour(order, 'a', -1)).toBe('a');
    expect(neighbour(order, null, -1)).toBe('a');
    expect(neighbour(order, 'gone', 1)).toBe('a');
    expect(neighbour([], null, 1)).toBeNull();
  });
});
