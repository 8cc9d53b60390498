/** What really happened in the histories: a simulation that never drops anything proves nothing. */
export const BRANCHES = [
  'drop-request',
  'drop-reply',
  'duplicate',
  'late-duplicate',
  'truncate',
  'error-500',
  'error-429',
  'too-large',
  'portal',
  'forged-reply',
  'link-down',
  'kill-before',
  'kill-after',
  'storage-error',
  'server-kill-in-transaction',
  'server-kill-before-commit',
  'server-kill-after-commit',
  'server-kill-between',
  'clock-jump',
  'clone',
  'revoke',
  'poison-malformed',
  'poison-500',
  'poison-mended',
  'two-tabs',
  'lost-head-race',
  'reassign',
  'gone',
  'entries',
  'snapshot',
  'need',
  'damaged-case',
  'refused',
  'review',
  'fork',
  'gap',
  'quarantined',
  'receipt-again',
  'blob-confirmed',
  'blob-cut',
  'blob-resumed',
  'blob-lost',
  'timer-fired',
  'lock-waited',
  'held-back',
] as const;
export type Branch = (typeof BRANCHES)[number];
export type Counters = Record<Branch, number>;

export function newCounters(): Counters {
  return Object.fromEntries(BRANCHES.map((branch) => [branch, 0])) as Counters;
}

export function addCounters(sum: Counters, more: Counters): void {
  for (const branch of BRANCHES) sum[branch] += more[branch];
}
