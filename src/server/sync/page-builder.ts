import { CASE_LINE_PREFIX, MAX_PAGE_ITEMS } from '#protocol/sync.ts';
import type { PullItem } from '#protocol/sync.ts';
import type { SequencedEntry, Snapshot } from '../db/port.ts';
import { recordOfEntry } from '#domain/log/record-of-entry.ts';

export interface PageLimits {
  readonly items: number;
  /** Characters. */
  readonly length: number;
}

/** Chinese takes three bytes a character, so a full page stays below 3 MB before compression. */
export const PAGE_LIMITS: PageLimits = { items: MAX_PAGE_ITEMS, length: 900_000 };

/** Lines of one answer, within both limits. A first line always fits, so that an over-long case cannot stop the feed. */
export class PageBuilder {
  readonly lines: string[] = [];
  readonly limits: PageLimits;
  readonly #snapshots = new Set<string>();
  #length = 0;

  constructor(limits: PageLimits) {
    this.limits = limits;
  }

  hasRoomFor(length: number, items = 1): boolean {
    return this.lines.length === 0 || this.fits(length, items);
  }

  fits(length: number, items: number): boolean {
    return this.#length + length <= this.limits.length && this.lines.length + items <= this.limits.items;
  }

  hasSnapshotOf(caseId: string): boolean {
    return this.#snapshots.has(caseId);
  }

  /** By putting the stored text between brackets: a snapshot is never written anew. */
  addSnapshot(snapshot: Snapshot): void {
    if (this.#snapshots.has(snapshot.case)) return;
    this.#snapshots.add(snapshot.case);
    this.#push(`${CASE_LINE_PREFIX}${snapshot.text}]`);
  }

  addGone(caseId: string): void {
    const item: PullItem = ['gone', caseId];
    this.#push(JSON.stringify(item));
  }

  /** A case's entries, in the order of their sequence. */
  addEntries(entries: readonly SequencedEntry[]): void {
    const [first, last] = [entries[0], entries.at(-1)];
    if (!first || !last) return;
    const records = entries.map(({ entry, receipt }) => recordOfEntry(entry, receipt));
    const item: PullItem = [
      'entries',
      { case: first.receipt.case, after: first.caseAfter, digest: last.caseDigest, records },
    ];
    this.#push(JSON.stringify(item));
  }

  #push(line: string): void {
    this.lines.push(line);
    this.#length += line.length;
  }
}
