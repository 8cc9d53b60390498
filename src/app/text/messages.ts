/**
 * The catalogue's mechanism. A message holds its Chinese and its English side by side, so neither can be forgotten,
 * and both take the same parameters (the English ones are inferred from the Chinese). Why not a generator:
 * docs/decisions/0002-typed-catalogue.md.
 */
export type Locale = 'zh' | 'en';

export type Words = string | ((params: never) => string);

/** A message without parameters. */
export interface Message {
  readonly zh: string;
  readonly en: string;
}

export interface MessageWith<Params> {
  readonly zh: (params: Params) => string;
  readonly en: (params: Params) => string;
}

type SameShape<Zh> = Zh extends (params: infer Params) => string ? (params: Params) => string : string;

interface Pair<Zh> {
  readonly zh: Zh;
  readonly en: SameShape<Zh>;
}

export type Catalogue<Area> = { readonly [Key in keyof Area]: Pair<Area[Key]> };

export function messages<Area extends Record<string, Words>>(area: Catalogue<Area>): Catalogue<Area> {
  return area;
}

const englishPlural = new Intl.PluralRules('en');

/** "1 case", "2 cases". Chinese needs no such thing. */
export function plural(count: number, one: string, other: string): string {
  return `${count} ${englishPlural.select(count) === 'one' ? one : other}`;
}
