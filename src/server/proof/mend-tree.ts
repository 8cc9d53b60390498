import type { Db } from '../db/sqlite/open-database.ts';
import { CanonicalJsonError } from '#domain/kernel/canonical-json.ts';
import { growTree } from '../db/sqlite/tree-rows.ts';
import { treeFits } from './checkpoints.ts';

export type TreeState =
  | 'whole'
  /** It was not that of the log, and was built anew from the entries. */
  | 'rebuilt'
  /** Built anew, it still contradicts what was signed: the log itself was changed. */
  | 'contradicts';

/** At the start of the server: subtrees are kept to save reading the log, and are never trusted more than it. */
export async function mendTree(db: Db): Promise<TreeState> {
  if (await treeFits(db)) return 'whole';
  try {
    await db.transaction().execute(async (trx) => {
      await trx.deleteFrom('tree_node').execute();
      await growTree(trx);
    });
  } catch (error) {
    // A receipt that cannot be read any more: a scrub names it, and everything but new checkpoints goes on.
    if (error instanceof SyntaxError || error instanceof CanonicalJsonError) return 'contradicts';
    throw error;
  }
  return (await treeFits(db)) ? 'rebuilt' : 'contradicts';
}
