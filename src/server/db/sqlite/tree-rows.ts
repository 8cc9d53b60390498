import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Hash, LeafRange, NodeAt, NodePlace } from '#domain/merkle/tree.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SequencedEntry } from '../port.ts';
import type { Tables } from './tables.ts';
import { hashOfRange, nodesOfAppended, placesOf } from '#domain/merkle/tree.ts';
import { leafHashOf } from '#domain/merkle/leaf.ts';

const ROWS_PER_INSERT = 300;
const ENTRIES_PER_READ = 500;

const keyOf = ({ level, index }: NodePlace): string => `${String(level)}/${String(index)}`;

/**
 * Hashes of ranges of leaves, from the full subtrees that are kept: some forty rows however long the log is.
 * @throws when a subtree is missing: the tree is not that of the log
 */
export async function hashesOfRanges(db: Kysely<Tables>, ranges: readonly LeafRange[]): Promise<readonly Hash[]> {
  const nodeAt = await readNodes(db, ranges.flatMap(placesOf));
  return ranges.map((range) => hashOfRange(range, nodeAt));
}

export async function rootOf(db: Kysely<Tables>, size: number): Promise<Hash> {
  const [root] = await hashesOfRanges(db, [{ from: 0, to: size }]);
  if (!root) throw new Error('a range without a hash');
  return root;
}

async function readNodes(db: Kysely<Tables>, places: readonly NodePlace[]): Promise<NodeAt> {
  const wanted = JSON.stringify(places.map(({ level, index }) => [level, index]));
  const rows = await sql<{ level: number; place: number; hash: Uint8Array }>`select level, place, hash from tree_node
    where (level, place) in (select value ->> 0, value ->> 1 from json_each(${wanted}))`.execute(db);
  const found = new Map(rows.rows.map(({ level, place, hash }) => [keyOf({ level, index: place }), hash]));
  return (place) => {
    const hash = found.get(keyOf(place));
    if (!hash) throw new Error(`the log’s tree has no node ${keyOf(place)}`);
    return hash;
  };
}

/** Within the transaction that appends the entries: a tree that lags behind its log is never on disk. */
export async function addToTree(db: Kysely<Tables>, entries: readonly SequencedEntry[]): Promise<void> {
  const [first] = entries;
  if (!first) return;
  const leaves = entries.map(({ receipt, caseAfter }) => leafHashOf(receipt, caseAfter));
  await addLeaves(db, first.receipt.seq - 1, leaves);
}

async function addLeaves(db: Kysely<Tables>, size: number, leaves: readonly Hash[]): Promise<void> {
  const nodes = nodesOfAppended(size, leaves, await readNodes(db, placesOf({ from: 0, to: size })));
  const rows = nodes.map(({ level, index, hash }) => ({ level, place: index, hash }));
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT)
    await db
      .insertInto('tree_node')
      .values(rows.slice(i, i + ROWS_PER_INSERT))
      .execute();
}

/** Leaves in the tree that is kept. */
export async function treeSize(db: Kysely<Tables>): Promise<number> {
  const query = db.selectFrom('tree_node').select('place').where('level', '=', 0);
  const last = await query.orderBy('place', 'desc').limit(1).executeTakeFirst();
  return last ? last.place + 1 : 0;
}

/** Adds what the log has and the tree has not: an older database that is opened for the first time, or a tree that was thrown away. */
export async function growTree(db: Kysely<Tables>): Promise<void> {
  for (let size = await treeSize(db); ;) {
    const query = db.selectFrom('entry').select(['receipt', 'case_after']).where('seq', '>', size);
    const rows = await query.orderBy('seq').limit(ENTRIES_PER_READ).execute();
    if (rows.length === 0) return;
    const leaves = rows.map((row) => leafHashOf(JSON.parse(row.receipt) as Receipt, row.case_after));
    await addLeaves(db, size, leaves);
    size += rows.length;
  }
}
