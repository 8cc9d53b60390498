import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '#domain/checklist/checklist.ts';
import type { Expression, Operation } from '#domain/checklist/expression.ts';
import { evaluate } from '#domain/checklist/evaluate-expression.ts';
import { FUNCTIONS } from '#domain/checklist/expression.ts';
import { parseExpression } from '#domain/checklist/parse-expression.ts';
import { printExpression } from '#domain/checklist/print-expression.ts';

const OPERATORS: readonly Operation[] = ['=', '!=', '<', '<=', '>', '>=', '+', '-', '*', 'div', 'mod'];

const name = fc.constantFrom('a', 'fan_hood', 'x-1', 'Z');
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.stringMatching(/^[a-z 风"]{0,6}$/).map((text) => ({ text })),
  fc.nat(9999).map((number) => ({ number: number / 100 })),
  name.map((ref) => ({ ref })),
  fc.constant<Expression>({ self: true }),
);

const expression = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom(...OPERATORS), tie('any'), tie('any'))
      .map(([does, left, right]): Expression => ({ does, of: [left, right] })),
    fc.tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('any'), { minLength: 2, maxLength: 4 })).map(
      // Parsed, a chain is one node: what begins with a chain of its own kind cannot come out of the parser.
      ([does, of]): Expression => ({
        does,
        of: of.map((one, at) => (at === 0 && 'does' in one && one.does === does ? { number: 1 } : one)),
      }),
    ),
    tie('any').map((one): Expression => ({ does: 'negative', of: [one] })),
    fc
      .constantFrom(...Object.entries(FUNCTIONS))
      .chain(([does, [least]]) =>
        fc.array(tie('any'), { minLength: least, maxLength: least }).map((of) => ({ does, of }) as Expression),
      ),
  ),
})).any;

const answer: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc.string(),
  fc.double(),
  fc.array(fc.string()),
  fc.constantFrom('2026-11-27', '22:05', '', '3.5'),
);

function valueOf(source: string, answers: Readonly<Record<string, AnswerValue>> = {}, self: AnswerValue = '') {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return evaluate(parsed.expression, { self, today: '2026-11-27', valueOf: (ref) => answers[ref] ?? '' });
}

describe('parsing and printing', () => {
  it('[CHECK-5] what is printed parses to the same expression, whatever it is', () => {
    fc.assert(
      fc.property(expression, (one) => {
        const parsed = parseExpression(printExpression(one));
        // Only what is too long for a cell may be refused.
        if (!parsed.ok) return parsed.fault.code === 'expression-too-long';
        expect(parsed.expression).toEqual(one);
        return true;
      }),
      { numRuns: 500 },
    );
  });

  it('[CHECK-5] no text makes the parser throw, and what it accepts it prints and parses again', () => {
    const parts = fc.constantFrom(
      '${a}',
      "'x'",
      '1',
      '.',
      '(',
      ')',
      ',',
      '=',
      '<',
      '-',
      'and',
      'not',
      'selected',
      '’',
      '$',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 3 })), { maxLength: 12 }), (some) => {
        const parsed = parseExpression(some.join(' '));
        if (parsed.ok) expect(parseExpression(printExpression(parsed.expression))).toEqual(parsed);
        else expect(parsed.fault.code).toMatch(/^(expression|function)-/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["${a} = 'x", 'expression-character', { character: "'", at: 8 }],
    ['${a} = ‘x’', 'expression-character', { character: '‘', at: 8, suggestion: "'" }],
    ['selected（${a}, 1)', 'expression-character', { character: '（', at: 9, suggestion: '(' }],
    ['${a} =', 'expression-syntax', { near: '', at: 7 }],
    ['1 2', 'expression-syntax', { near: '2', at: 3 }],
    ["seleted(${a}, 'x')", 'function-unknown', { name: 'seleted', suggestion: 'selected' }],
    ['constructor(1)', 'function-unknown', { name: 'constructor' }],
    ['selected(${a})', 'function-arguments', { name: 'selected', count: 1, least: 2, most: 2 }],
    ['('.repeat(300) + '1', 'expression-too-long', { max: 1000 }],
    ['1' + '+1'.repeat(600), 'expression-too-long', { max: 1000 }],
  ])('[CHECK-5] %s is refused with its place', (source, code, params) => {
    expect(parseExpression(source)).toEqual({ ok: false, fault: { code, params } });
  });
});

describe('evaluation', () => {
  it('[CHECK-6] is total: any expression over any answers has a value', () => {
    fc.assert(
      fc.property(expression, answer, answer, (one, a, self) => {
        const value = evaluate(one, { self, today: '2026-11-27', valueOf: () => a });
        expect(['string', 'number', 'boolean', 'object']).toContain(typeof value);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["${k} = 'shop'", { k: 'shop' }, true],
    ["${k} != 'shop'", {}, true],
    ["selected(${m}, 'b') and not(selected(${m}, 'c'))", { m: ['a', 'b'] }, true],
    ['count-selected(${m}) >= 2', { m: ['a', 'b'] }, true],
    ['${n} > 9', { n: 10 }, true],
    ['${n} > 9', {}, false],
    ['${n} <= 9', {}, false],
    ['${d} < today()', { d: '2026-11-26' }, true],
    ['${d} < today()', { d: '2026-11-27' }, false],
    ["${t} >= '22:00'", { t: '22:05' }, true],
    ['1 + 2 * 3 = 7 and 7 mod 4 = 3 and 9 div 2 = 4.5 and -(2) = -2', {}, true],
    ["if(${k} = 'shop', 1, 2)", {}, 2],
    ["coalesce(${k}, '无')", {}, '无'],
    ["concat(${k}, '（', ${n}, '）')", { k: '甲', n: 3 }, '甲（3）'],
    ['round(1.005, 2)', {}, 1.01],
    ['round(-2.5)', {}, -3],
    ['int(-2.7) = -2 and abs(-2) = 2 and min(3, 1) = 1 and max(3, 1) = 3', {}, true],
    ["string-length('䶮字') = 2 and contains('油烟机', '烟') and starts-with('油烟机', '油')", {}, true],
    ['1 = 1 or 1 = 2 and 1 = 2', {}, true],
  ] as const)('[CHECK-6] %s', (source, answers, expected) => {
    expect(valueOf(source, answers as Readonly<Record<string, AnswerValue>>)).toBe(expected);
  });

  it('[CHECK-6] the answer being checked is the dot', () => {
    expect(valueOf('. >= 1 and . <= 60', {}, 60)).toBe(true);
    expect(valueOf('. >= 1 and . <= 60', {}, 61)).toBe(false);
  });
});
