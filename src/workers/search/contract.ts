/** What is searched of a case. */
export interface SearchDoc {
  readonly id: string;
  readonly text: string;
  /** Orders the results: earliest first, null last. */
  readonly dueAtMs: number | null;
}

export interface SearchApi {
  /** Adds cases, or replaces what is known of them. */
  put(docs: readonly SearchDoc[]): void;
  remove(ids: readonly string[]): void;
  clear(): void;
  /** Ids of the cases that hold every word of the query, by deadline, at most `limit`. */
  query(text: string, limit: number): readonly string[];
}
