import type { CaseStatus } from '#domain/case/case-state.ts';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { searchTextOf } from '#domain/case/case-summary.ts';

export interface QueueFilter {
  /** `open` = everything that is not closed, which is what the office looks at most of the day. */
  readonly status: CaseStatus | 'open' | 'all';
  /** Unit id; `none` = nobody has it yet. */
  readonly unit: string | null;
  readonly category: string | null;
  readonly isOverdueOnly: boolean;
  readonly text: string;
  /** Only cases with something newer than this server sequence: what an import has just brought. null = no such limit. */
  readonly afterSeq: number | null;
}

export const NO_UNIT = 'none';

export const START_FILTER: QueueFilter = {
  status: 'open',
  unit: null,
  category: null,
  isOverdueOnly: false,
  text: '',
  afterSeq: null,
};

export function isFiltered(filter: QueueFilter): boolean {
  return (
    filter.unit !== null ||
    filter.category !== null ||
    filter.isOverdueOnly ||
    filter.afterSeq !== null ||
    filter.text.trim() !== ''
  );
}

function isOverdue(summary: CaseSummary, nowMs: number): boolean {
  return summary.status !== 'closed' && summary.dueAtMs !== null && summary.dueAtMs < nowMs;
}

/** Everything but the status: the counts beside the statuses follow the other filters, or they would promise what a press does not show. */
function passesBesideStatus(
  summary: CaseSummary,
  filter: QueueFilter,
  words: readonly string[],
  nowMs: number,
): boolean {
  if (filter.afterSeq !== null && summary.lastSeq <= filter.afterSeq) return false;
  if (filter.unit !== null && (summary.unit ?? NO_UNIT) !== filter.unit) return false;
  if (filter.category !== null && summary.category !== filter.category) return false;
  if (filter.isOverdueOnly && !isOverdue(summary, nowMs)) return false;
  return words.length === 0 || words.every((word) => textOf(summary).includes(word));
}

function passesStatus(status: CaseStatus, wanted: QueueFilter['status']): boolean {
  return wanted === 'all' || (wanted === 'open' ? status !== 'closed' : status === wanted);
}

export interface Queue {
  /** By deadline; closed cases last. */
  readonly items: readonly CaseSummary[];
  readonly counts: Readonly<Record<CaseStatus | 'open' | 'all', number>>;
  readonly overdue: number;
}

/** One pass over up to 100,000 summaries. */
export function queueOf(summaries: readonly CaseSummary[], filter: QueueFilter, nowMs: number): Queue {
  const words = wordsOf(filter.text);
  const counts = { new: 0, assigned: 0, accepted: 0, closed: 0, open: 0, all: 0 };
  const items: CaseSummary[] = [];
  let overdue = 0;
  for (const summary of summaries) {
    if (!passesBesideStatus(summary, filter, words, nowMs)) continue;
    counts[summary.status] += 1;
    counts.all += 1;
    if (summary.status !== 'closed') counts.open += 1;
    if (isOverdue(summary, nowMs)) overdue += 1;
    if (passesStatus(summary.status, filter.status)) items.push(summary);
  }
  return { items: items.sort(byDeadline), counts, overdue };
}

/** Open before closed, the earliest limit first, no limit last; the id settles ties, so that rows never trade places. */
function byDeadline(a: CaseSummary, b: CaseSummary): number {
  const closed = Number(a.status === 'closed') - Number(b.status === 'closed');
  if (closed !== 0) return closed;
  const due = (a.dueAtMs ?? Number.MAX_SAFE_INTEGER) - (b.dueAtMs ?? Number.MAX_SAFE_INTEGER);
  if (due !== 0) return due;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Categories that occur, the most frequent first. */
export function categoriesOf(
  summaries: readonly CaseSummary[],
): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { category } of summaries) if (category) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** The place of a case in the queue, to keep the list where it was when rows come and go. */
export function indexOfCase(items: readonly CaseSummary[], id: string | null): number | undefined {
  if (id === null) return undefined;
  const index = items.findIndex((item) => item.id === id);
  return index < 0 ? undefined : index;
}

function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean);
}

const texts = new WeakMap<CaseSummary, string>();

/** Kept per summary: folding the width and case of 100,000 texts at each keystroke would be felt. */
function textOf(summary: CaseSummary): string {
  const known = texts.get(summary);
  if (known !== undefined) return known;
  const text = searchTextOf(summary).normalize('NFKC').toLowerCase();
  texts.set(summary, text);
  return text;
}
