import type { BlobReceipt } from '#domain/log/receipt.ts';
import type { SyncDeps } from '../sync/ports.ts';
import type { TakenBlob } from './blob-store.ts';
import { signStatement, STATEMENT_VERSION } from '../sync/statements.ts';

/** States that a blob is here, once its bytes are; a known blob keeps the receipt it has. */
export async function giveBlobReceipt(deps: SyncDeps, blob: string, taken: TakenBlob): Promise<BlobReceipt> {
  return deps.store.write(async (log) => {
    const [known] = await log.blobReceipts([blob]);
    if (known) return known;
    const about = { v: STATEMENT_VERSION, alg: deps.signer.alg, blob, bytes: taken.bytes };
    const receipt = await signStatement(deps.signer, {
      ...about,
      receivedAt: deps.clock.now(),
      epoch: await log.epoch(),
    });
    await log.putBlobReceipt(receipt, taken.mediaType);
    return receipt;
  });
}
