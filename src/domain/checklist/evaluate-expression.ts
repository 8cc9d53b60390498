import type { AnswerValue } from './checklist.ts';
import type { Expression, Operation } from './expression.ts';

export type Value = AnswerValue | boolean;

/** What an expression is evaluated in. No answer is the empty text, as in XLSForm. */
export interface Surroundings {
  readonly valueOf: (name: string) => Value;
  readonly self: Value;
  /** `2026-11-27` */
  readonly today: string;
}

/** Total: every expression that compiled has a value, whatever the answers are. */
export function evaluate(expression: Expression, around: Surroundings): Value {
  if ('text' in expression) return expression.text;
  if ('number' in expression) return expression.number;
  if ('ref' in expression) return around.valueOf(expression.ref);
  if ('self' in expression) return around.self;
  const { does, of } = expression;
  // Only these look at no more than they need.
  if (does === 'and') return of.every((one) => isTrue(evaluate(one, around)));
  if (does === 'or') return of.some((one) => isTrue(evaluate(one, around)));
  if (does === 'today') return around.today;
  return WORK[does](of.map((one) => evaluate(one, around)));
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  return typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : value.length > 0;
}

type Worker = (of: readonly Value[]) => Value;

const WORK: Readonly<Record<Exclude<Operation, 'and' | 'or' | 'today'>, Worker>> = {
  '=': ([a = '', b = '']) => isEqual(a, b),
  '!=': ([a = '', b = '']) => !isEqual(a, b),
  '<': ([a = '', b = '']) => order(a, b) < 0,
  '<=': ([a = '', b = '']) => order(a, b) <= 0,
  '>': ([a = '', b = '']) => order(a, b) > 0,
  '>=': ([a = '', b = '']) => order(a, b) >= 0,
  '+': ([a = '', b = '']) => toNumber(a) + toNumber(b),
  '-': ([a = '', b = '']) => toNumber(a) - toNumber(b),
  '*': ([a = '', b = '']) => toNumber(a) * toNumber(b),
  div: ([a = '', b = '']) => toNumber(a) / toNumber(b),
  mod: ([a = '', b = '']) => toNumber(a) % toNumber(b),
  negative: ([a = '']) => -toNumber(a),
  selected: ([a = '', b = '']) => chosen(a).includes(toText(b)),
  'count-selected': ([a = '']) => chosen(a).length,
  not: ([a = '']) => !isTrue(a),
  true: () => true,
  false: () => false,
  if: ([when = '', then = '', otherwise = '']) => (isTrue(when) ? then : otherwise),
  coalesce: ([a = '', b = '']) => (toText(a) === '' ? b : a),
  contains: ([a = '', b = '']) => toText(a).includes(toText(b)),
  'starts-with': ([a = '', b = '']) => toText(a).startsWith(toText(b)),
  'string-length': ([a = '']) => [...toText(a)].length,
  concat: (of) => of.map(toText).join(''),
  round: ([a = '', digits = 0]) => rounded(toNumber(a), toNumber(digits)),
  int: ([a = '']) => Math.trunc(toNumber(a)),
  abs: ([a = '']) => Math.abs(toNumber(a)),
  min: (of) => Math.min(...of.map(toNumber)),
  max: (of) => Math.max(...of.map(toNumber)),
  number: ([a = '']) => toNumber(a),
  string: ([a = '']) => toText(a),
};

function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
}

/** A number that is none is no text either: what was calculated from nothing stays empty. */
function toText(value: Value): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return typeof value === 'object' ? value.join(' ') : String(value);
}

function chosen(value: Value): readonly string[] {
  return typeof value === 'object' ? value : toText(value).split(' ').filter(Boolean);
}

function isEqual(a: Value, b: Value): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return isTrue(a) === isTrue(b);
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) === toNumber(b);
  return toText(a) === toText(b);
}

/** Dates and times compare as written, which is in the order of time; everything else as numbers. NaN where there is no order: all four comparisons are then false. */
function order(a: Value, b: Value): number {
  if (isMoment(a) && isMoment(b)) return a < b ? -1 : a > b ? 1 : 0;
  return toNumber(a) - toNumber(b);
}

function isMoment(value: Value): value is string {
  return typeof value === 'string' && /^(\d{4}-\d\d-\d\d(T\d\d:\d\d)?|\d\d:\d\d)$/.test(value);
}

/** Half away from zero, on the decimal digits as written: 1.005 to two places is 1.01. */
function rounded(number: number, digits: number): number {
  if (!Number.isFinite(number) || !(digits >= 0 && digits <= 10)) return number;
  const shifted = Number(`${Math.abs(number)}e${Math.trunc(digits)}`);
  if (!Number.isFinite(shifted)) return number;
  return Math.sign(number) * Number(`${Math.round(shifted)}e-${Math.trunc(digits)}`);
}
