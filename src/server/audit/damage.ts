/** One thing that is not what it was when it was stored (fault 72). `case`: the case that it belongs to, where there is one. */
export interface Damage {
  readonly kind: 'entry' | 'case' | 'blob' | 'database';
  /** Entry id, case id or blob hash as the row names it; what SQLite says of its file. */
  readonly id: string;
  readonly case: string | null;
  readonly seq: number | null;
  /** What does not fit. Never content: it may be somebody's words. */
  readonly what: string;
}

export const damageText = ({ kind, id, case: caseId, seq, what }: Damage): string =>
  `${kind} ${id}${seq === null ? '' : ` (sequence ${String(seq)})`}${caseId === null || caseId === id ? '' : ` of case ${caseId}`}: ${what}`;
