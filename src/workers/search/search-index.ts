import type { SearchApi, SearchDoc } from './contract.ts';

interface Doc {
  readonly id: string;
  readonly text: string;
  readonly due: number;
}

/** Docs entered in the postings per step, so that a query never waits long behind them. */
const STEP = 2_000;

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
    const numbers = this.#rarest(words);
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

  /** The shortest list of entered documents that may match; null when no word is long enough to have one. */
  #rarest(words: readonly string[]): readonly number[] | null {
    let best: readonly number[] | null = null;
    for (const word of words) {
      for (let i = 0; i + 2 <= word.length; i++) {
        const list: readonly number[] = this.#postings.get(word.slice(i, i + 2)) ?? [];
        if (best === null || list.length < best.length) best = list;
      }
    }
    return best;
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
