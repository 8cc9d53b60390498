import type { Checkpoint } from '#domain/log/receipt.ts';
import { receiptStands } from '#domain/log/standing.ts';
import type { PersonDb } from './person-db.ts';
import { unsentFacts } from './unsent-facts.ts';

const ALWAYS_ALLOWED = 20;
const SHARE_ALLOWED = 0.3;

/** So many that a fault of the server is likelier than a change of duties (faults D9): a person has to agree. */
export function isMassRemoval(count: number, heldCases: number): boolean {
  return count > Math.max(ALWAYS_ALLOWED, SHARE_ALLOWED * heldCases);
}

/** Cases with anything that has no receipt. They stay, whatever the feed says. */
export async function keptCases(db: PersonDb): Promise<ReadonlySet<string>> {
  const { entries, blobs } = await unsentFacts(db);
  return new Set([...entries, ...blobs].map((key) => key.case));
}

/** How far the server's log reaches by its own signed word. */
export type ServerLog = Pick<Checkpoint, 'epoch' | 'seq' | 'lineage'>;

/**
 * What a person wrote in a case they may no longer see: the words and photos go, the signed headers and receipts stay, so that the device's
 * chain remains whole. A server that was set up anew or restored from a backup does not have what it once gave a receipt for: that stays, for
 * this may be the only copy (I16).
 */
export async function forgetCase(db: PersonDb, caseId: string, log: ServerLog): Promise<void> {
  const missing = new Set<string>();
  await db.entries
    .where('case')
    .equals(caseId)
    .modify((row) => {
      if (!row.receipt) return;
      if (receiptStands(row.receipt, log)) Object.assign(row, { payload: null, stage: 'folded' });
      else missing.add(row.id);
    });
  const sent = await db.blobs
    .where('case')
    .equals(caseId)
    .filter((blob) => blob.stage === 'sent' && !missing.has(blob.entry))
    .primaryKeys();
  await db.blobBytes.bulkDelete(sent);
  await db.pictures.where('case').equals(caseId).delete();
  await db.blobs.where('sha256').anyOf(sent).modify({ held: false });
}
