import type { Audience } from '#domain/package/audience.ts';
import type { CaseDocument } from '#protocol/documents.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { PackagedEntry } from '#domain/package/package-format.ts';
import type { PackFile } from './pack-file.ts';
import type { Services } from '../http/context.ts';
import { documentsOf, listDocuments } from '../documents/documents.ts';
import { NoChineseFontError } from '../documents/typesetter.ts';
import { packBytes } from './pack-file.ts';

/**
 * The documents of the case as they are printed, as far as everything in them is for this reader. They are made from the entries for reading;
 * the entries are what is signed.
 */
export async function packDocuments(
  services: Pick<Services, 'db' | 'blobs' | 'typesetter' | 'log'>,
  state: CaseState,
  { entries, audience }: { readonly entries: readonly PackagedEntry[]; readonly audience: Audience },
): Promise<readonly PackFile[]> {
  const files: PackFile[] = [];
  try {
    const listed = new Map((await listDocuments(services, state)).map((about) => [about.name, about]));
    for (const { fileName, bytes } of await documentsOf(services, state)) {
      const about = listed.get(fileName);
      if (audience === 'court' || (about && isTold(about, entries)))
        files.push(packBytes(`documents/${fileName}`, bytes));
    }
  } catch (error) {
    // Without a font there are no papers; the evidence itself needs none.
    if (!(error instanceof NoChineseFontError)) throw error;
    services.log.warn('no Chinese font: the package has no documents');
  }
  return files;
}

/** The sheet of all photos is for nobody who may not see every one of them. */
function isTold({ kind, entry }: CaseDocument, entries: readonly PackagedEntry[]): boolean {
  const withheld = entries.filter((each) => each.withheld !== null);
  switch (kind) {
    case 'photo-sheet':
      return !withheld.some(({ header }) => header.kind === 'photo');
    case 'monitoring-record':
      return !withheld.some(({ header, receipt }) => header.kind === 'noise-reading' || receipt.entry === entry);
    case 'visit-record':
    case 'rectification-order':
    case 'delivery-receipt':
      return entries.some((each) => each.receipt.entry === entry && each.withheld === null);
  }
}
