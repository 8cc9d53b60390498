import type { PageOutcome, PullPage } from './engine-shapes.ts';
import type { CaseChanges, HeldCase, PackPlan } from './write-packs.ts';
import type { PersonStore } from './person-store.ts';
import type { Erased } from './erased.ts';
import { dropErased } from './erased.ts';
import { foldItems } from './fold-items.ts';
import { getMeta, putMeta } from './person-db.ts';
import { relaxed } from './person-store.ts';
import type { ServerLog } from './removals.ts';
import { forgetCase, isMassRemoval, keptCases } from './removals.ts';
import { read, write } from './transact.ts';
import { releaseSoon } from './second-copy/reconcile.ts';
import { planPacks } from './write-packs.ts';

const TABLES = ['packs', 'packIndex', 'seen', 'entries', 'blobs', 'blobBytes', 'pictures'] as const;

/** Before the first contact nothing can be told to be at the server. */
const NO_LOG: ServerLog = { epoch: '', seq: 0 };

/** What decides about removals, read before the page is worked out and looked at again when it is written. */
interface Standing {
  readonly kept: ReadonlySet<string>;
  readonly need: readonly string[];
  readonly held: readonly string[];
  readonly leaving: readonly string[];
  readonly seen: readonly string[];
}

interface PagePlan {
  readonly changes: CaseChanges;
  readonly removed: readonly string[];
  readonly need: readonly string[];
  readonly freshNeed: readonly string[];
  readonly held: readonly string[];
  readonly leaving: readonly string[];
  readonly snapshots: readonly string[];
  readonly erased: Erased;
}

/**
 * Stores a pull page: items, what is needed, and the cursor, in one transaction. Everything is worked out and sealed before it, against the
 * index's `rev`; when another tab or worker wrote in between, it is worked out again.
 */
export async function applyPage(store: PersonStore, page: PullPage): Promise<PageOutcome> {
  for (;;) {
    await store.index.refresh(store.db);
    const plan = await planPage(store, page);
    const packs = await planPacks(store, plan.changes);
    // What the server sent can be sent again; only the end of a first download promises that it is all on disk.
    const into = page.head.bootEnds ? store : await relaxed(store);
    const stored = await write(into.db, TABLES, () => storePage(into, page, { plan, packs }));
    if (!stored) continue;
    noteStored(store, packs);
    if (plan.erased.entries.length > 0) releaseSoon(store);
    return { need: plan.freshNeed, removalHeld: plan.held.length };
  }
}

/** The person agreed: what was held back leaves this device (unsent work excepted). */
export async function confirmRemoval(store: PersonStore): Promise<void> {
  for (;;) {
    await store.index.refresh(store.db);
    const { kept, held, leaving } = await readStanding(store, false);
    const removed = held.filter((id) => !kept.has(id));
    const log = (await read(store.db, [], () => getMeta(store.db, 'contact')))?.checkpoint ?? NO_LOG;
    const packs = await planPacks(store, new Map(removed.map((id) => [id, null])));
    const stored = await write(store.db, TABLES, async () => {
      if (!(await putPacks(store, packs, { removed, log }))) return false;
      await putMeta(store.db, 'held', []);
      await putMeta(
        store.db,
        'leaving',
        union(
          leaving,
          held.filter((id) => kept.has(id)),
        ),
      );
      return true;
    });
    if (!stored) continue;
    noteStored(store, packs);
    return;
  }
}

async function planPage(store: PersonStore, page: PullPage): Promise<PagePlan> {
  const { head } = page;
  const standing = await readStanding(store, head.bootEnds && !head.bootStarts);
  const folded = await foldItems(store, page.lines);
  const snapshots = [...folded.snapshots];
  const left = new Set(folded.gone);
  if (head.bootEnds) for (const id of unseen(store, [...standing.seen, ...snapshots])) left.add(id);

  const isHeldBack = isMassRemoval([...left].filter((id) => !standing.kept.has(id)).length, store.index.size);
  const held = union(
    standing.held.filter((id) => !folded.changed.has(id) && store.index.packOf(id) !== null),
    isHeldBack ? left : [],
  );
  const going = union(
    standing.leaving.filter((id) => !folded.changed.has(id)),
    isHeldBack ? [] : left,
  );
  const removed = going.filter((id) => !standing.kept.has(id) && store.index.packOf(id) !== null);
  const changes = new Map<string, HeldCase | null>(folded.changed);
  for (const id of removed) changes.set(id, null);

  const settled = new Set([...snapshots, ...left]);
  const freshNeed = [...folded.need].filter((id) => !settled.has(id));
  const need = union(
    standing.need.filter((id) => !settled.has(id)),
    freshNeed,
  );
  const leaving = going.filter((id) => standing.kept.has(id));
  return { changes, removed, need, freshNeed, held, leaving, snapshots, erased: folded.erased };
}

async function storePage(
  store: PersonStore,
  page: PullPage,
  made: { plan: PagePlan; packs: PackPlan },
): Promise<boolean> {
  const { db } = store;
  const { head } = page;
  const { plan, packs } = made;
  if (!(await putPacks(store, packs, { removed: plan.removed, log: head.checkpoint }))) return false;
  if (head.bootStarts || head.bootEnds) await db.seen.clear();
  if (!head.bootEnds && (head.bootStarts || head.cursor?.boot)) await db.seen.add({ ids: plan.snapshots });
  if (head.bootEnds) await putMeta(db, 'bootDone', true);
  if (head.bootTotal !== undefined) await putMeta(db, 'bootTotal', head.bootTotal);
  await putMeta(db, 'need', plan.need);
  await putMeta(db, 'held', plan.held);
  await putMeta(db, 'leaving', plan.leaving);
  if (head.cursor) await putMeta(db, 'cursor', head.cursor);
  await dropErased(db, plan.erased);
  await settleSent(store, plan.changes);
  return true;
}

/** @returns false when another context wrote packs, or work came up on a case that was to leave */
async function putPacks(
  store: PersonStore,
  plan: PackPlan,
  { removed, log }: { readonly removed: readonly string[]; readonly log: ServerLog },
): Promise<boolean> {
  const { db } = store;
  if (((await getMeta(db, 'rev')) ?? 0) !== plan.rev - 1) return false;
  if (removed.length > 0) {
    const kept = await keptCases(db);
    if (removed.some((id) => kept.has(id))) return false;
    for (const id of removed) await forgetCase(db, id, log);
  }
  if (plan.packs.length === 0) return true;
  await db.packs.bulkPut([...plan.packs]);
  await db.packIndex.bulkPut([...plan.lists]);
  await putMeta(db, 'rev', plan.rev);
  return true;
}

/** Own entries whose record is in the confirmed case now need no overlay any more. */
async function settleSent(store: PersonStore, changes: CaseChanges): Promise<void> {
  if (changes.size === 0) return;
  await store.db.entries
    .where('stage')
    .equals('sent')
    .filter((row) => row.receipt !== undefined && row.receipt.seq <= (changes.get(row.case)?.summary.lastSeq ?? 0))
    .modify({ stage: 'folded' });
}

async function readStanding(store: PersonStore, withSeen: boolean): Promise<Standing> {
  const { db } = store;
  return read(db, ['entries', 'blobs', 'seen'], async () => ({
    kept: await keptCases(db),
    need: (await getMeta(db, 'need')) ?? [],
    held: (await getMeta(db, 'held')) ?? [],
    leaving: (await getMeta(db, 'leaving')) ?? [],
    seen: withSeen ? (await db.seen.toArray()).flatMap((row) => row.ids) : [],
  }));
}

function noteStored(store: PersonStore, packs: PackPlan): void {
  if (packs.changed.length > 0) store.index.put(packs.changed, packs.rev);
}

function unseen(store: PersonStore, seen: readonly string[]): readonly string[] {
  const known = new Set(seen);
  return [...store.index.ids()].filter((id) => !known.has(id));
}

function union(a: Iterable<string>, b: Iterable<string>): readonly string[] {
  return [...new Set([...a, ...b])];
}
