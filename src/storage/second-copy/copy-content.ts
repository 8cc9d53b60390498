import type { Payload, SignedEntry } from '#domain/log/entry.ts';
import type { BlobRow, EntryRow } from '../rows.ts';
import type { SealedBytes } from '../sealed.ts';
import type { CopiedEntry } from './copy-names.ts';
import { commitmentOf, entryIdOf } from '#domain/log/seal.ts';
import { sealer } from '../sealed.ts';

/** What is needed besides the bytes to put a photo back. */
export type BlobFacts = Pick<BlobRow, 'sha256' | 'role' | 'mediaType' | 'bytes' | 'addedAt'>;

/** One entry as it lies in the second copy: all there is of it, apart from the photos' bytes. */
export interface CopiedContent {
  readonly entry: SignedEntry & { readonly payload: Payload };
  readonly blobs: readonly BlobFacts[];
}

export async function sealCopy(
  row: Pick<EntryRow, 'header' | 'sig'>,
  payload: Payload,
  blobs: readonly BlobFacts[],
): Promise<SealedBytes> {
  const facts = blobs.map(({ sha256, role, mediaType, bytes, addedAt }) => ({
    sha256,
    role,
    mediaType,
    bytes,
    addedAt,
  }));
  const content: CopiedContent = { entry: { header: row.header, sig: row.sig, payload }, blobs: facts };
  return sealer.sealBytes(new TextEncoder().encode(JSON.stringify(content)));
}

/** null when the file is not, bit for bit, the entry its name speaks of. */
export async function openCopy(named: CopiedEntry, sealed: SealedBytes): Promise<CopiedContent | null> {
  try {
    const content = JSON.parse(new TextDecoder().decode(await sealer.openBytes(sealed))) as CopiedContent;
    const { header, payload } = content.entry;
    const isItself =
      entryIdOf(header) === named.id &&
      header.device === named.device &&
      header.seq === named.seq &&
      commitmentOf(payload) === header.commit;
    return isItself ? content : null;
  } catch {
    // Damaged: no JSON, or JSON of another shape.
    return null;
  }
}
