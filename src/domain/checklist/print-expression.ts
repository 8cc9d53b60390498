import type { Expression, Operation } from './expression.ts';

/** How tightly each operator binds; a function binds tightest. */
const TIGHTNESS: Readonly<Partial<Record<Operation, number>>> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  div: 6,
  mod: 6,
  negative: 7,
};
const TIGHTEST = 8;

/** The text that parses to this expression: how a form goes back into Excel. */
export function printExpression(expression: Expression): string {
  if ('text' in expression) return expression.text.includes("'") ? `"${expression.text}"` : `'${expression.text}'`;
  if ('number' in expression) return plainNumber(expression.number);
  if ('ref' in expression) return `\${${expression.ref}}`;
  if ('self' in expression) return '.';
  const { does, of } = expression;
  const tightness = TIGHTNESS[does];
  if (tightness === undefined) return `${does}(${of.map(printExpression).join(', ')})`;
  if (does === 'negative') return `-${of.map((one) => bracketed(one, tightness)).join('')}`;
  // Operators of equal tightness lean to the left: only what stands right of one needs brackets.
  return of.map((one, at) => bracketed(one, at === 0 && !isChain(does) ? tightness : tightness + 1)).join(` ${does} `);
}

function isChain(does: Operation): boolean {
  return does === 'and' || does === 'or';
}

function bracketed(expression: Expression, least: number): string {
  const tightness = 'does' in expression ? (TIGHTNESS[expression.does] ?? TIGHTEST) : TIGHTEST;
  const text = printExpression(expression);
  return tightness < least ? `(${text})` : text;
}

/** Without an exponent, which forms do not know. */
function plainNumber(number: number): string {
  const text = String(number);
  return text.includes('e') ? number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : text;
}
