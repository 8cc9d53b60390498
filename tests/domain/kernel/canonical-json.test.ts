import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/kernel/json.ts';
import { canonicalJson, CanonicalJsonError } from '#domain/kernel/canonical-json.ts';

describe('canonical JSON', () => {
  it('[LOG-1] gives the example of RFC 8785 §3.2.2 and §3.2.3', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as Json;
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('[LOG-1] sorts by UTF-16 code units, as RFC 8785 §3.2.3 shows', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  it('[LOG-1] is a fixed point, and blind to the order members were written in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
        expect(canonicalJson(reversed(value) as Json)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, unknown, string]>([
    ['lone surrogate', { a: ['\ud800'] }, '/a/0'],
    ['lone surrogate in a key', { '\udc00': 1 }, '/\udc00'],
    ['NaN', [0, Number.NaN], '/1'],
    ['infinity', Number.POSITIVE_INFINITY, ''],
    ['undefined in an array', [undefined], '/0'],
    ['a date', { at: new Date(0) }, '/at'],
    ['a map', new Map(), ''],
    ['a big integer', 1n, ''],
    ['a function', () => 1, ''],
  ])('[LOG-2] refuses %s', (_name, value, path) => {
    const attempt = (): string => canonicalJson(value as Json);
    expect(attempt).toThrow(CanonicalJsonError);
    try {
      attempt();
    } catch (error) {
      if (path.isWellFormed()) expect((error as CanonicalJsonError).path).toBe(path);
    }
  });

  it('[LOG-2] refuses nesting that would exhaust the stack', () => {
    const deep = JSON.parse('['.repeat(10_000) + ']'.repeat(10_000)) as Json;
    expect(() => canonicalJson(deep)).toThrow(CanonicalJsonError);
  });

  it('[LOG-3] __proto__ is data', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":2}}') as Json)).toBe('{"__proto__":{"x":2},"b":1}');
  });

  it('[LOG-1] −0 is 0, and an absent member is no member', () => {
    expect(canonicalJson([-0])).toBe('[0]');
    expect(canonicalJson({ a: undefined as unknown as Json, b: 1 })).toBe('{"b":1}');
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value).reverse()) copy[key] = reversed(member);
  return copy;
}
