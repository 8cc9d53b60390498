import type { Expression, FunctionName, Operator } from './expression.ts';
import type { Fault } from './problem.ts';
import type { Token } from './expression-tokens.ts';
import { FUNCTIONS, isFunctionName } from './expression.ts';
import { closestName } from './closest-name.ts';
import { fault, withSuggestion } from './problem.ts';
import { tokensOf } from './expression-tokens.ts';

const MAX_LENGTH = 1000;
/** Deep enough for any form; shallow enough for canonical JSON, which stops at 64. */
const MAX_DEPTH = 16;

export type Parsed =
  { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly fault: Fault };

/** Operators from the loosest to the tightest, as in XPath 1.0. */
const LEVELS: readonly (readonly Operator[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];

/** Thrown inside the descent only, and caught by `parseExpression`. */
class Stop extends Error {
  readonly fault: Fault;
  constructor(found: Fault) {
    super(found.code);
    this.fault = found;
  }
}

/** Parses the part of XPath that forms use. Nothing is ever evaluated as code, and what is not understood is refused with its place. */
export function parseExpression(source: string): Parsed {
  if (source.length > MAX_LENGTH) return { ok: false, fault: fault('expression-too-long', { max: MAX_LENGTH }) };
  const found = tokensOf(source);
  if (!found.ok) return found;
  try {
    const parser = new Parser(found.tokens);
    return { ok: true, expression: parser.whole() };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, fault: error.fault };
    throw error;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#level(0);
    if (this.#peek().kind !== 'end') throw this.#unexpected();
    if (depthOf(expression) > MAX_DEPTH) throw new Stop(fault('expression-too-long', { max: MAX_LENGTH }));
    return expression;
  }

  #level(at: number): Expression {
    const operators = LEVELS[at];
    if (!operators) return this.#unary();
    let left = this.#level(at + 1);
    for (let operator = this.#take(operators); operator; operator = this.#take(operators)) {
      left = joined(operator, left, this.#level(at + 1));
    }
    return left;
  }

  /** A name is an operator only where one is expected, so that a function may have any name. */
  #take(operators: readonly Operator[]): Operator | null {
    const { kind, text } = this.#peek();
    const operator = kind === 'symbol' || kind === 'name' ? operators.find((one) => one === text) : undefined;
    if (operator) this.#next++;
    return operator ?? null;
  }

  #unary(): Expression {
    // Guards the stack before the tree exists to be measured.
    this.#depth++;
    if (this.#depth > MAX_DEPTH * 4) throw new Stop(fault('expression-too-long', { max: MAX_LENGTH }));
    const expression = this.#accept('-') ? negative(this.#unary()) : this.#primary();
    this.#depth--;
    return expression;
  }

  #primary(): Expression {
    const token = this.#peek();
    if (token.kind === 'symbol' && token.text === '(') return this.#parenthesised();
    if (token.kind === 'name') return this.#call(token);
    this.#next++;
    if (token.kind === 'text') return { text: token.text };
    if (token.kind === 'number') return { number: Number(token.text) };
    if (token.kind === 'ref') return { ref: token.text };
    if (token.kind === 'self') return { self: true };
    this.#next--;
    throw this.#unexpected();
  }

  #parenthesised(): Expression {
    this.#expect('(');
    const expression = this.#level(0);
    this.#expect(')');
    return expression;
  }

  #call({ text: name }: Token): Expression {
    if (!isFunctionName(name)) {
      throw new Stop(fault('function-unknown', withSuggestion({ name }, closestName(name, Object.keys(FUNCTIONS)))));
    }
    this.#next++;
    this.#expect('(');
    const of: Expression[] = [];
    if (!this.#accept(')')) {
      do of.push(this.#level(0));
      while (this.#accept(','));
      this.#expect(')');
    }
    return call(name, of);
  }

  #accept(symbol: string): boolean {
    const { kind, text } = this.#peek();
    if (kind !== 'symbol' || text !== symbol) return false;
    this.#next++;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) throw this.#unexpected();
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  #unexpected(): Stop {
    const { text, at, kind } = this.#peek();
    return new Stop(fault('expression-syntax', { near: kind === 'end' ? '' : text, at }));
  }
}

/** A chain of `and` or `or` is one node, however long it is. */
function joined(does: Operator, left: Expression, right: Expression): Expression {
  const isChain = (does === 'and' || does === 'or') && 'does' in left && left.does === does;
  return { does, of: isChain ? [...left.of, right] : [left, right] };
}

function negative(of: Expression): Expression {
  return { does: 'negative', of: [of] };
}

function call(name: FunctionName, of: readonly Expression[]): Expression {
  const [least, most] = FUNCTIONS[name];
  if (of.length < least || of.length > most) {
    throw new Stop(fault('function-arguments', { name, count: of.length, least, most }));
  }
  return { does: name, of };
}

function depthOf(expression: Expression): number {
  return 'does' in expression ? 1 + Math.max(0, ...expression.of.map(depthOf)) : 1;
}
