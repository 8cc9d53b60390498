import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { PackIndexRow } from './rows.ts';
import type { PersonDb } from './person-db.ts';
import { getMeta } from './person-db.ts';
import { sealer } from './sealed.ts';
import { read } from './transact.ts';

/** One pack of the list as it is now. */
export interface PackList {
  readonly pack: number;
  readonly list: readonly CaseSummary[];
}

/** Where every confirmed case is, held in memory and rebuilt from the pack index: reopening reads the index alone. */
export class CaseIndex {
  #rev = 0;
  readonly #lists = new Map<number, readonly CaseSummary[]>();
  readonly #packOf = new Map<string, number>();
  readonly #listeners = new Set<(changed: readonly PackList[]) => void>();

  /** Told after every change, whoever made it and whoever noticed it. */
  subscribe(listener: (changed: readonly PackList[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get rev(): number {
    return this.#rev;
  }

  get size(): number {
    return this.#packOf.size;
  }

  packOf(caseId: string): number | null {
    return this.#packOf.get(caseId) ?? null;
  }

  ids(): Iterable<string> {
    return this.#packOf.keys();
  }

  packs(): Iterable<[number, readonly CaseSummary[]]> {
    return this.#lists.entries();
  }

  summaryOf(caseId: string): CaseSummary | null {
    const pack = this.#packOf.get(caseId);
    if (pack === undefined) return null;
    return this.#lists.get(pack)?.find((summary) => summary.id === caseId) ?? null;
  }

  listOf(pack: number): readonly CaseSummary[] {
    return this.#lists.get(pack) ?? [];
  }

  put(lists: readonly PackList[], rev: number): void {
    if (rev < this.#rev) return;
    for (const { pack, list } of lists) {
      for (const { id } of this.#lists.get(pack) ?? []) if (this.#packOf.get(id) === pack) this.#packOf.delete(id);
      this.#lists.set(pack, list);
    }
    // After all the removals, so that a case that moved between two packs of one change is found in the new one.
    for (const { pack, list } of lists) for (const { id } of list) this.#packOf.set(id, pack);
    this.#rev = rev;
    if (lists.length > 0) for (const listener of this.#listeners) listener(lists);
  }

  /** Takes in what any tab or worker wrote since; answers what changed. */
  async refresh(db: PersonDb): Promise<readonly PackList[]> {
    const { rev, rows } = await read(db, ['packIndex'], async () => ({
      rev: (await getMeta(db, 'rev')) ?? 0,
      rows: await db.packIndex.where('rev').above(this.#rev).toArray(),
    }));
    const lists = await Promise.all(rows.map(openList));
    this.put(lists, rev);
    return lists;
  }
}

async function openList(row: PackIndexRow): Promise<PackList> {
  return { pack: row.id, list: JSON.parse(await sealer.openText(row.list)) as CaseSummary[] };
}
