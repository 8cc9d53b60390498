import type { SearchApi, SearchDoc } from './contract.ts';

interface Doc {
  readonly id: string;
  readonly text: string;
  readonly due: number;
}

/** Docs entered in the postings per step, so that a query never waits long behind them. */
const STEP = 1_000;
/** So few candidates are looked at sooner than lists are compared any further. */
const FEW = 500;
const MUCH_LONGER = 4;
const MAX_LISTS = 6;

/**
 * Bigram postings in memory. Chinese has no spaces, so any two neighbouring characters are a key. While documents wait to be entered, queries
 * scan those as well: a result is complete from the first moment. Numbers of documents are never reused; a replaced one leaves its number
 * dead in the postings, and when dead ones outnumber the living, everything is built anew.
 */
export class SearchIndex implements SearchApi {
  #docs: (Doc | null)[] = [];
  #numberOf = new Map<string, number>();
  #postings = new Map<string, number[]>();
  /** Documents from here on are not in the postings yet. */
  #entered = 0;
  #byDue: readonly number[] | null = null;

  get isReady(): boolean {
    return this.#entered === this.#docs.length;
  }

  put(docs: readonly SearchDoc[]): void {
    for (const { id, text, dueAtMs } of docs) {
      this.#drop(id);
      this.#numberOf.set(id, this.#docs.length);
      this.#docs.push({ id, text: fold(text), due: dueAtMs ?? Infinity });
    }
    this.#byDue = null;
    if (this.#docs.length > 1_000 && this.#docs.length > 2 * this.#numberOf.size) this.#rebuild();
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#drop(id);
  }

  clear(): void {
    this.#docs = [];
    this.#numberOf = new Map();
    this.#postings = new Map();
    this.#entered = 0;
    this.#byDue = null;
  }

  /** Enters some of the waiting documents; false when none wait any more. */
  step(): boolean {
    const end = Math.min(this.#docs.length, this.#entered + STEP);
    for (let number = this.#entered; number < end; number++) this.#enter(number);
    this.#entered = end;
    this.#byDue ??= this.isReady ? this.#sorted(this.#numberOf.values()) : null;
    return !this.isReady;
  }

  query(text: string, limit: number): readonly string[] {
    const words = fold(text)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length === 0) return [];
    const numbers = this.#candidates(words);
    // A common word: walking by deadline finds the first `limit` sooner than sorting all that match.
    if (numbers === null || numbers.length > 20 * limit) return this.#walk(words, limit);
    const hits = numbers.filter((number) => this.#matches(number, words));
    for (let number = this.#entered; number < this.#docs.length; number++)
      if (this.#matches(number, words)) hits.push(number);
    return this.#idsOf(this.#sorted(hits).slice(0, limit));
  }

  #walk(words: readonly string[], limit: number): readonly string[] {
    this.#byDue ??= this.#sorted(this.#numberOf.values());
    const hits: number[] = [];
    for (const number of this.#byDue) {
      if (hits.length === limit) break;
      if (this.#matches(number, words)) hits.push(number);
    }
    return this.#idsOf(hits);
  }

  /**
   * Numbers of entered documents that may match: those in the shortest lists of the words' bigrams at once. null when no word is long enough
   * to have a list.
   */
  #candidates(words: readonly string[]): readonly number[] | null {
    const keys = new Set(words.flatMap((word) => bigramsOf(word)));
    if (keys.size === 0) return null;
    const lists = [...keys]
      .map((key): readonly number[] => this.#postings.get(key) ?? [])
      .sort((a, b) => a.length - b.length);
    let left: readonly number[] = lists[0] ?? [];
    for (const list of lists.slice(1, MAX_LISTS)) {
      // A list of nearly everything rules out nearly nothing.
      if (left.length <= FEW || list.length > MUCH_LONGER * left.length) break;
      left = inBoth(left, list);
    }
    return left;
  }

  #matches(number: number, words: readonly string[]): boolean {
    const doc = this.#docs[number];
    return doc ? words.every((word) => doc.text.includes(word)) : false;
  }

  #enter(number: number): void {
    const text = this.#docs[number]?.text ?? '';
    for (let i = 0; i + 2 <= text.length; i++) {
      const key = text.slice(i, i + 2);
      const list = this.#postings.get(key);
      if (!list) this.#postings.set(key, [number]);
      else if (list.at(-1) !== number) list.push(number);
    }
  }

  #drop(id: string): void {
    const number = this.#numberOf.get(id);
    if (number === undefined) return;
    this.#docs[number] = null;
    this.#numberOf.delete(id);
    this.#byDue = null;
  }

  #rebuild(): void {
    const living = this.#docs.filter((doc) => doc !== null);
    this.clear();
    this.#docs = living;
    this.#numberOf = new Map(living.map((doc, number) => [doc.id, number]));
  }

  #sorted(numbers: Iterable<number>): readonly number[] {
    return [...numbers].sort((a, b) => this.#due(a) - this.#due(b) || a - b);
  }

  #due(number: number): number {
    return this.#docs[number]?.due ?? Infinity;
  }

  #idsOf(numbers: readonly number[]): readonly string[] {
    return numbers.map((number) => this.#docs[number]?.id ?? '');
  }
}

/** Full-width and half-width forms, capitals and small letters are one. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function bigramsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
}

/** Of two ascending lists. */
function inBoth(a: readonly number[], b: readonly number[]): readonly number[] {
  const both: number[] = [];
  let j = 0;
  for (const number of a) {
    while (j < b.length && (b[j] as number) < number) j++;
    if (b[j] === number) both.push(number);
  }
  return both;
}
