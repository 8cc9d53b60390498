import type { DatabaseSync } from 'node:sqlite';
import type { Damage } from './damage.ts';
import type { EntryOnDisk } from './entry-rows.ts';
import { faultOfEntry } from './entry-fault.ts';
import { pagesOfEntries } from './entry-rows.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';

/** Lets others have the processor between two pages. */
export type Pause = () => Promise<void>;

export interface AuditDeps {
  readonly file: DatabaseSync;
  readonly serverKeys: readonly string[];
  readonly pause: Pause;
}

/** Every row of the log: what was signed, and that the rows follow each other without a hole under one chain of hashes. */
export async function* auditEntries({ file, serverKeys, pause }: AuditDeps): AsyncGenerator<Damage> {
  const chain = new LogChain();
  for (const rows of pagesOfEntries(file)) {
    const faults = await Promise.all(rows.map((row) => faultOfEntry(row, serverKeys)));
    for (const [i, row] of rows.entries()) {
      const what = faults[i] ?? chain.faultOf(row);
      if (faults[i]) chain.faultOf(row);
      if (what) yield { kind: 'entry', id: row.id, case: row.case_id, seq: row.seq, what };
    }
    await pause();
  }
}

class LogChain {
  #seq = 0;
  /** What the next hash may follow: after a wrong one, either what is stored or what should be. */
  #heads = [''];

  faultOf({ seq, id, log_hash: stored }: EntryOnDisk): string | null {
    const isNext = seq === this.#seq + 1;
    const follows = this.#heads.map((head) => sha256OfText(head + id));
    const fits = follows.includes(stored);
    this.#seq = seq;
    this.#heads = fits ? [stored] : [stored, ...follows];
    if (!isNext) return 'the sequence before it is missing';
    return fits ? null : 'the log’s hash does not follow from the one before';
  }
}
