/** One unfinished form: the case and what is being written. */
export interface DraftKey {
  readonly caseId: string;
  readonly kind: string;
}
