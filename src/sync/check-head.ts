import type { OutboxEntry, QuarantinedEntry, StatementVerifier } from './ports.ts';
import type { BlobReceipt, Receipt } from '#domain/log/receipt.ts';
import type { SyncHead } from '#protocol/sync.ts';

/** What an answer settles of the request it answers. */
export interface Settlement {
  readonly receipts: readonly Receipt[];
  readonly quarantined: readonly QuarantinedEntry[];
  readonly blobReceipts: readonly BlobReceipt[];
}

/**
 * Everything the server signed must verify, or the whole answer is worth nothing: null (I5). Statements about entries or blobs that were
 * not in the request settle nothing.
 */
export async function checkHead(
  head: SyncHead,
  asked: { readonly batch: readonly OutboxEntry[]; readonly blobs: readonly string[] },
  verifier: StatementVerifier,
): Promise<Settlement | null> {
  const statements = [head.checkpoint, ...head.receipts, ...head.blobReceipts];
  const valid = await Promise.all(statements.map(async (statement) => verifier.verify(statement)));
  if (valid.includes(false)) return null;
  const caseById = new Map(asked.batch.map(({ id, entry }) => [id, entry.header.case]));
  const receipts = head.receipts.filter((receipt) => caseById.get(receipt.entry) === receipt.case);
  return {
    receipts,
    quarantined: quarantinedOf(head, asked.batch, new Set(receipts.map((receipt) => receipt.entry))),
    blobReceipts: head.blobReceipts.filter((receipt) => asked.blobs.includes(receipt.blob)),
  };
}

/** By the place in the request, since the server cannot compute the id of what it could not read. A receipt outranks a quarantine. */
function quarantinedOf(
  head: SyncHead,
  batch: readonly OutboxEntry[],
  received: ReadonlySet<string>,
): readonly QuarantinedEntry[] {
  return head.quarantined.flatMap(({ index, entry, code, detail }) => {
    const sent = batch[index];
    if (!sent || received.has(sent.id) || (entry !== null && entry !== sent.id)) return [];
    return [{ entry: sent.id, code, detail }];
  });
}
