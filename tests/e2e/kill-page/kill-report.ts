/** What the page tells the test, one line of JSON a message. */
export type KillReport =
  | { readonly what: 'saved'; readonly ids: readonly string[] }
  | { readonly what: 'found'; readonly found: FoundStore }
  | { readonly what: 'failed'; readonly detail: string };

/** The store as it lies there after the browser was killed. */
export interface FoundStore {
  readonly state: string;
  /** Every entry whose header, payload and photos are what their hashes say. */
  readonly ids: readonly string[];
  /** Entries or photos that are not. */
  readonly broken: readonly string[];
  /** The numbers run 1, 2, 3 … and each entry names the one before it. */
  readonly isOneChain: boolean;
  /** Of what has no receipt, how much the second copy lacks once the store has looked after it. */
  readonly uncopied: number;
  /** Files of the second copy that are not what their names say. */
  readonly brokenCopies: number;
  readonly healed: number;
}
