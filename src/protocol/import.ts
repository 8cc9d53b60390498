/** Fields an order file can fill, in the order the mapping screen shows them. */
export const ORDER_FIELDS = [
  'orderNo',
  'receivedAt',
  'matter',
  'category',
  'categoryDetail',
  'address',
  'latitude',
  'longitude',
  'channel',
  'callerName',
  'callerPhone',
  'dueAt',
  'urgency',
  'township',
  'kind',
] as const;
export type OrderField = (typeof ORDER_FIELDS)[number];

/** Column index (0-based) by field. */
export type ColumnMapping = Readonly<Partial<Record<OrderField, number>>>;

export interface ImportProblem {
  /** 1-based row of the sheet, header included; null when it is about the whole file. */
  readonly row: number | null;
  readonly column: string | null;
  /** Closed list in `src/server/intake`; the catalogue has a sentence for each. */
  readonly code: string;
  readonly value: string | null;
}

/**
 * `POST /api/orders/import?step=preview|commit&name=FILE[&mapping=JSON]`, body = the file's bytes.
 * Both steps read the file again and answer the same report; only `commit` writes, all rows or (on a refusal) none.
 * Rows with an error are left out and listed; warnings are imported.
 */
export interface ImportReport {
  readonly file: string;
  readonly header: readonly string[];
  /** First rows as text, for the mapping screen. */
  readonly sample: readonly (readonly string[])[];
  readonly mapping: ColumnMapping;
  /** Where the mapping came from. */
  readonly mappingFrom: 'remembered' | 'guessed' | 'given';
  readonly rows: number;
  /** Rows that become new orders. */
  readonly ready: number;
  /** Orders known already, by number: skipped. */
  readonly known: number;
  readonly duplicatesInFile: number;
  /** Orders that joined an existing grievance rather than opening a case. */
  readonly joined: number;
  readonly errors: readonly ImportProblem[];
  readonly warnings: readonly ImportProblem[];
  readonly committed: boolean;
}

/** A file that could not be read at all: HTTP 422. */
export interface ImportRefusal {
  readonly refusal: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
}
