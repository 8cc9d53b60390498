/** What a cell of `relevant`, `constraint`, `required` or `calculation` says, parsed once in the office so that no phone has to. */
export type Expression =
  | { readonly text: string }
  | { readonly number: number }
  /** Another question's answer. */
  | { readonly ref: string }
  /** The answer being checked: `.` of a constraint. */
  | { readonly self: true }
  | { readonly does: Operation; readonly of: readonly Expression[] };

export type Operator =
  'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod' | 'negative';

/** Functions, with the fewest and the most arguments each takes. */
export const FUNCTIONS = {
  selected: [2, 2],
  'count-selected': [1, 1],
  not: [1, 1],
  true: [0, 0],
  false: [0, 0],
  if: [3, 3],
  coalesce: [2, 2],
  contains: [2, 2],
  'starts-with': [2, 2],
  'string-length': [1, 1],
  concat: [1, 20],
  round: [1, 2],
  int: [1, 1],
  abs: [1, 1],
  min: [1, 20],
  max: [1, 20],
  number: [1, 1],
  string: [1, 1],
  today: [0, 0],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type FunctionName = keyof typeof FUNCTIONS;

export type Operation = Operator | FunctionName;

/** Names of all questions an expression looks at. */
export function refsOf(expression: Expression): readonly string[] {
  if ('ref' in expression) return [expression.ref];
  return 'does' in expression ? expression.of.flatMap(refsOf) : [];
}

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}
