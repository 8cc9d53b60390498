import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { PackList } from './case-index.ts';
import type { PackIndexRow, PackRow } from './rows.ts';
import type { PersonStore } from './person-store.ts';
import { linesOf } from './pack-text.ts';
import { sealer } from './sealed.ts';
import { read } from './transact.ts';

/** About this many cases a row: one case is read, and one pack rewritten, in about a millisecond (design §10). */
const PACK_SIZE = 100;

export interface HeldCase {
  readonly text: string;
  readonly summary: CaseSummary;
}

/** What becomes of the cases: new text by id, or null to take one away. */
export type CaseChanges = ReadonlyMap<string, HeldCase | null>;

/** Rows to write when the store's rev is still `rev`. */
export interface PackPlan {
  readonly rev: number;
  readonly packs: readonly PackRow[];
  readonly lists: readonly PackIndexRow[];
  readonly changed: readonly PackList[];
}

/** Only the packs that change are read and written; new cases fill packs that have room, then open new ones. */
export async function planPacks(store: PersonStore, changes: CaseChanges): Promise<PackPlan> {
  const rev = store.index.rev + 1;
  const byPack = groupByPack(store, changes);
  const lines = await readLines(store, [...byPack.keys()]);
  const packs: PackRow[] = [];
  const lists: PackIndexRow[] = [];
  const changed: PackList[] = [];
  for (const [pack, ids] of byPack) {
    const texts = lines.get(pack) ?? new Map<string, string>();
    const summaries = new Map(store.index.listOf(pack).map((summary) => [summary.id, summary]));
    for (const id of ids) {
      const held = changes.get(id) ?? null;
      if (held) {
        texts.set(id, held.text);
        summaries.set(id, held.summary);
      } else {
        texts.delete(id);
        summaries.delete(id);
      }
    }
    const list = [...texts.keys()].map((id) => summaries.get(id)).filter((summary) => summary !== undefined);
    packs.push({ id: pack, ids: [...texts.keys()], text: await sealer.sealText([...texts.values()].join('\n')) });
    lists.push({ id: pack, rev: store.index.rev + 1, list: await sealer.sealText(JSON.stringify(list)) });
    changed.push({ pack, list });
  }
  return { rev, packs, lists, changed };
}

function groupByPack(store: PersonStore, changes: CaseChanges): Map<number, string[]> {
  const byPack = new Map<number, string[]>();
  const add = (pack: number, id: string): void => {
    const ids = byPack.get(pack);
    if (ids) ids.push(id);
    else byPack.set(pack, [id]);
  };
  const fresh: string[] = [];
  for (const [id, held] of changes) {
    const pack = store.index.packOf(id);
    if (pack !== null) add(pack, id);
    else if (held) fresh.push(id);
  }
  const room = roomIn(store);
  for (const id of fresh) add(room.next().value, id);
  return byPack;
}

/** Places for new cases, without end. Numbers of packs are never reused for another pack. */
function* roomIn(store: PersonStore): Generator<number, never> {
  let last = 0;
  for (const [pack, list] of store.index.packs()) {
    last = Math.max(last, pack);
    for (let free = PACK_SIZE - list.length; free > 0; free--) yield pack;
  }
  for (;;) {
    last++;
    for (let free = PACK_SIZE; free > 0; free--) yield last;
  }
}

async function readLines(store: PersonStore, packs: readonly number[]): Promise<Map<number, Map<string, string>>> {
  const known = packs.filter((pack) => store.index.listOf(pack).length > 0);
  if (known.length === 0) return new Map();
  const rows = await read(store.db, ['packs'], () => store.db.packs.bulkGet([...known]));
  const lines = new Map<number, Map<string, string>>();
  for (const row of rows) if (row) lines.set(row.id, linesOf(row.ids, await sealer.openText(row.text)));
  return lines;
}
