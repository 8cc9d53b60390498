import { describe, expect, it } from 'vitest';
import { queueCommandOf, type KeyPress } from '#app/features/queue/queue-keys.ts';

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  target: null,
  ...part,
});
const on = (tagName: string, type = '') => ({ tagName, type }) as unknown as EventTarget;

describe('queueCommandOf', () => {
  it.each([
    ['j', 'next'],
    ['k', 'previous'],
    ['Enter', 'open'],
    ['x', 'select'],
    ['X', 'select-range'],
    ['a', 'assign'],
    ['/', 'search'],
    ['?', 'help'],
    ['Escape', 'leave'],
  ])('%s means %s', (key, command) => {
    expect(queueCommandOf(press(key))).toBe(command);
  });

  it.each(['INPUT', 'TEXTAREA', 'SELECT'])('leaves letters to whoever types in %s, but not Escape', (tag) => {
    expect(queueCommandOf(press('j', { target: on(tag, 'text') }))).toBeNull();
    expect(queueCommandOf(press('Escape', { target: on(tag, 'text') }))).toBe('leave');
  });

  it('acts on the check boxes of the list', () => {
    expect(queueCommandOf(press('j', { target: on('INPUT', 'checkbox') }))).toBe('next');
  });

  it('leaves Enter to the link or button it is pressed on', () => {
    expect(queueCommandOf(press('Enter', { target: on('A') }))).toBeNull();
    expect(queueCommandOf(press('Enter', { target: on('BUTTON') }))).toBeNull();
  });

  it.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing'] as const)('takes nothing with %s', (modifier) => {
    expect(queueCommandOf(press('a', { [modifier]: true }))).toBeNull();
    expect(queueCommandOf(press('Escape', { [modifier]: true }))).toBeNull();
  });
});
