/**
 * `GET /api/cases/{id}/caller`: who complained. Masked unless `?reveal=1&purpose=…` is asked, which is written down with the reader's name.
 * Never part of the log, of sync or of a search.
 */
export interface CallerAnswer {
  readonly revealed: boolean;
  readonly callers: readonly CallerView[];
}

export interface CallerView {
  readonly orderNo: string;
  readonly name: string | null;
  readonly phone: string | null;
}
