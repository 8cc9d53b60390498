import type { CaseState } from '#domain/case/case-state.ts';
import type { Person } from '#domain/people/person.ts';
import type { Cursor } from '#protocol/sync.ts';
import type { LogReader, SequencedEntry, VisibilityChange } from '../db/port.ts';
import type { BootStep } from './boot.ts';
import { fillBootPage, readBootToken } from './boot.ts';
import { keysOf } from '#domain/people/policy.ts';
import { PAGE_LIMITS, PageBuilder } from './page-builder.ts';
import type { PageLimits } from './page-builder.ts';
import { scopeOf } from './scope.ts';

export interface PullRequest {
  readonly person: Person;
  readonly cursor: Cursor | null;
  readonly need: readonly string[];
  readonly limits?: PageLimits | undefined;
}

export interface Pulled {
  readonly lines: readonly string[];
  readonly cursor: Cursor;
  readonly bootStarts: boolean;
  readonly bootEnds: boolean;
  readonly bootTotal?: number | undefined;
  readonly more: boolean;
}

/** What a device gets next. Reads one state of the log; `keys` decide alone what is in it (I8). */
export async function pull(log: LogReader, request: PullRequest): Promise<Pulled> {
  const keys = keysOf(request.person);
  const page = new PageBuilder(request.limits ?? PAGE_LIMITS);
  const needLeft = await fillNeeded(log, page, request.need, keys);
  const start = await startOf(log, request.cursor, keys);
  const moved = start.boot
    ? await bootPage(log, page, { keys, ...start.boot })
    : await feedPage(log, page, { keys, cursor: start.cursor });
  return { ...moved, lines: page.lines, more: moved.more || needLeft };
}

type Start =
  | {
      readonly boot: { readonly step: BootStep; readonly cursor: Cursor; readonly bootStarts: boolean };
      readonly cursor: Cursor;
    }
  | { readonly boot: null; readonly cursor: Cursor };

/** A cursor of another history, another scope, ahead of the log or unreadable is no cursor: snapshots from the start ([SYNC-41]). */
async function startOf(log: LogReader, cursor: Cursor | null, keys: readonly string[]): Promise<Start> {
  const [epoch, head, scope] = [await log.epoch(), await log.head(), scopeOf(keys)];
  const fits = cursor !== null && cursor.epoch === epoch && cursor.scope === scope && cursor.seq <= head.seq;
  if (fits && cursor.boot === null) return { boot: null, cursor };
  const step = fits && cursor.boot !== null ? readBootToken(cursor.boot) : null;
  if (fits && step) return { boot: { step, cursor, bootStarts: false }, cursor };
  const first: Cursor = { epoch, scope, seq: head.seq, boot: null };
  return { boot: { step: { phase: 'all', after: null }, cursor: first, bootStarts: true }, cursor: first };
}

async function bootPage(
  log: LogReader,
  page: PageBuilder,
  request: { keys: readonly string[]; step: BootStep; cursor: Cursor; bootStarts: boolean },
): Promise<Omit<Pulled, 'lines'>> {
  const { cursor, bootStarts } = request;
  const boot = await fillBootPage(log, page, request);
  const head = await log.head();
  return {
    cursor: { ...cursor, boot },
    bootStarts,
    bootEnds: boot === null,
    bootTotal: bootStarts ? await log.countOpen(request.keys) : undefined,
    more: boot !== null || head.seq > cursor.seq,
  };
}

/** Snapshots that the device asked for, because what it held did not fit. Half a page at most, so that the feed always moves too. */
async function fillNeeded(
  log: LogReader,
  page: PageBuilder,
  need: readonly string[],
  keys: readonly string[],
): Promise<boolean> {
  if (need.length === 0) return false;
  const damaged = await log.damagedCases();
  const visible = new Map((await log.snapshots(need, keys)).map((snapshot) => [snapshot.case, snapshot]));
  for (const id of new Set(need)) {
    const snapshot = visible.get(id);
    if (!page.hasRoomFor((snapshot?.text.length ?? 0) * 2, page.limits.items / 2)) return true;
    if (snapshot) page.addSnapshot(snapshot);
    // What cannot be read is not gone.
    else if (!damaged.has(id)) page.addGone(id);
  }
  return false;
}

/** Entries and changes of visibility from the cursor on, as many as fit; never half of one sequence. */
async function feedPage(
  log: LogReader,
  page: PageBuilder,
  request: { keys: readonly string[]; cursor: Cursor },
): Promise<Omit<Pulled, 'lines'>> {
  const { keys, cursor } = request;
  const head = await log.head();
  const entries = await log.feed(keys, cursor.seq, page.limits.items);
  const changes = await log.visibilityChanges(keys, cursor.seq, page.limits.items);
  await fillHalted(log, page, { keys, cursor });
  const horizonOf = horizonBy(page.limits.items);
  const horizon = Math.min(
    horizonOf(entries.map(({ receipt }) => receipt.seq)),
    horizonOf(changes.map(({ seq }) => seq)),
    head.seq,
  );
  const upTo = fitting(page, { entries, changes, after: cursor.seq, horizon });
  await addChanges(
    log,
    page,
    keys,
    changes.filter(({ seq }) => seq <= upTo),
  );
  addEntries(
    page,
    entries.filter(({ receipt }) => receipt.seq <= upTo),
  );
  return { cursor: { ...cursor, seq: upTo }, bootStarts: false, bootEnds: false, more: upTo < head.seq };
}

/** Of a halted case no entries are sent, but what was made of them while they were whole: nobody lacks them once it is mended. */
async function fillHalted(
  log: LogReader,
  page: PageBuilder,
  { keys, cursor }: { readonly keys: readonly string[]; readonly cursor: Cursor },
): Promise<void> {
  const damaged = await log.damagedCases();
  if (damaged.size === 0) return;
  for (const snapshot of await log.snapshots([...damaged], keys)) {
    const { lastSeq } = JSON.parse(snapshot.text) as Pick<CaseState, 'lastSeq'>;
    if (lastSeq > cursor.seq) page.addSnapshot(snapshot);
  }
}

/** A list that came back full may go on with further rows of its last sequence: only what lies before that is complete. */
const horizonBy = (limit: number) => (seqs: readonly number[]) => {
  const last = seqs.at(-1);
  return last === undefined || seqs.length < limit ? Infinity : Math.max(last - 1, seqs[0] ?? 0);
};

interface Candidates {
  readonly entries: readonly SequencedEntry[];
  readonly changes: readonly VisibilityChange[];
  readonly after: number;
  readonly horizon: number;
}

/** The last sequence that can be delivered whole. At least one is, or the feed would stand still. */
function fitting(page: PageBuilder, { entries, changes, after, horizon }: Candidates): number {
  const sizes = new Map<number, { items: number; length: number }>();
  const note = (seq: number, length: number) => {
    const size = sizes.get(seq) ?? { items: 0, length: 0 };
    sizes.set(seq, { items: size.items + 1, length: size.length + length });
  };
  for (const { entry, receipt } of entries) note(receipt.seq, lengthOf(entry.payload?.body) + RECORD_OVERHEAD);
  for (const change of changes) note(change.seq, change.visibleNow && !change.visibleBefore ? change.size : 0);
  let [upTo, items, length, isFirst] = [after, 0, 0, true];
  for (const [seq, size] of [...sizes].sort(([a], [b]) => a - b)) {
    if (seq > horizon) break;
    items += size.items;
    length += size.length;
    if (!isFirst && !page.fits(length, items)) return upTo;
    upTo = seq;
    isFirst = false;
  }
  return horizon;
}

/** Header fields and verdict of one record, about. */
const RECORD_OVERHEAD = 500;

function lengthOf(body: object | null | undefined): number {
  return body ? JSON.stringify(body).length : 0;
}

async function addChanges(
  log: LogReader,
  page: PageBuilder,
  keys: readonly string[],
  changes: readonly VisibilityChange[],
): Promise<void> {
  const latest = new Map(changes.map((change) => [change.case, change]));
  const added = [...latest.values()].filter(({ visibleNow, visibleBefore }) => visibleNow && !visibleBefore);
  for (const snapshot of await log.snapshots(
    added.map((change) => change.case),
    keys,
  ))
    page.addSnapshot(snapshot);
  for (const change of latest.values()) if (!change.visibleNow) page.addGone(change.case);
}

function addEntries(page: PageBuilder, entries: readonly SequencedEntry[]): void {
  const cases = new Set(entries.map(({ receipt }) => receipt.case));
  for (const id of cases)
    if (!page.hasSnapshotOf(id)) page.addEntries(entries.filter(({ receipt }) => receipt.case === id));
}
