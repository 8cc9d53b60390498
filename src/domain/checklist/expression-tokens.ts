import type { Fault } from './problem.ts';
import { fault } from './problem.ts';

export interface Token {
  readonly kind: 'text' | 'number' | 'ref' | 'name' | 'symbol' | 'self' | 'end';
  readonly text: string;
  /** Where it stands in the cell, from 1. */
  readonly at: number;
}

export type Tokens =
  { readonly ok: true; readonly tokens: readonly Token[] } | { readonly ok: false; readonly fault: Fault };

const KINDS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['ref', /\$\{\s*([^{}\s]{1,64})\s*\}/y],
  ['text', /'([^']*)'|"([^"]*)"/y],
  ['number', /(\d+(?:\.\d+)?|\.\d+)/y],
  ['name', /([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z][A-Za-z0-9]*)*)/y],
  ['symbol', /(!=|<=|>=|[=<>+\-*(),])/y],
  ['self', /(\.)/y],
];

/** What Chinese input methods and Excel's own corrections put in place of what is meant. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '（': '(',
  '）': ')',
  '，': ',',
  '＝': '=',
  '＜': '<',
  '＞': '>',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '＋': '+',
  '－': '-',
  '×': '*',
  '÷': 'div',
  '￥': '$',
  '＄': '$',
  '｛': '{',
  '｝': '}',
};

/** Splits a cell into tokens; the first character that belongs nowhere is named with the one that was probably meant. */
export function tokensOf(source: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(source[at] ?? '')) at++;
    if (at >= source.length) return { ok: true, tokens: [...tokens, { kind: 'end', text: '', at: at + 1 }] };
    const token = tokenAt(source, at);
    if (!token) return { ok: false, fault: characterFault(source, at) };
    tokens.push(token.token);
    at = token.next;
  }
}

function tokenAt(source: string, at: number): { readonly token: Token; readonly next: number } | null {
  for (const [kind, pattern] of KINDS) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return { token: { kind, text: match[1] ?? match[2] ?? '', at: at + 1 }, next: pattern.lastIndex };
  }
  return null;
}

function characterFault(source: string, at: number): Fault {
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  const meant = Object.hasOwn(LOOKALIKES, character) ? LOOKALIKES[character] : undefined;
  return fault('expression-character', {
    character,
    at: at + 1,
    ...(meant === undefined ? {} : { suggestion: meant }),
  });
}
