import type { DraftRow } from '../rows.ts';
import type { PersonStore } from '../person-store.ts';
import type { SealedBytes } from '../sealed.ts';
import type { CopyFile } from './second-copy.ts';
import type { CopyListing } from './copy-names.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';
import { getMeta, putMeta } from '../person-db.ts';
import { NOTHING_HEALED } from '../healing/nothing-healed.ts';
import { sealer } from '../sealed.ts';
import { read, withDeadline } from '../transact.ts';
import { draftName } from './copy-names.ts';

/** One half-filled form as it lies in the second copy. Nobody signed it: the hash tells whether it is as it was written. */
interface CopiedDraft extends Omit<DraftRow, 'draft'> {
  readonly text: string;
  readonly sha256: string;
}

export function draftFile(row: DraftRow): CopyFile {
  return { name: draftName(row.key), content: () => sealDraft(row) };
}

async function sealDraft({ draft, ...facts }: DraftRow): Promise<SealedBytes> {
  const text = await sealer.openText(draft);
  const content: CopiedDraft = { ...facts, text, sha256: sha256OfText(text) };
  return sealer.sealBytes(new TextEncoder().encode(JSON.stringify(content)));
}

/** null when the file is not, bit for bit, the form its name speaks of. */
async function openDraft(name: string, sealed: SealedBytes): Promise<DraftRow | null> {
  try {
    const content = JSON.parse(new TextDecoder().decode(await sealer.openBytes(sealed))) as CopiedDraft;
    const { text, sha256, ...facts } = content;
    if (draftName(facts.key) !== name || sha256OfText(text) !== sha256) return null;
    return { ...facts, draft: await sealer.sealText(text) };
  } catch {
    return null;
  }
}

/**
 * Forms that the database lost, or has as they were before. A copy leaves before its row does, so that one without a row was lost and not
 * done with. No guard is asked for: the store may be an empty one.
 */
export async function restoreDrafts({ db, copy }: PersonStore, { drafts }: CopyListing): Promise<void> {
  for (const name of drafts) {
    const sealed = await copy?.readDraft(name);
    const row = sealed && (await openDraft(name, sealed));
    if (!row) continue;
    const putBack = db.transaction('rw', db.meta, db.drafts, async () => {
      const known = await db.drafts.get(row.key);
      if (known && known.savedAt >= row.savedAt) return;
      await db.drafts.put(row);
      const before = (await getMeta(db, 'healed')) ?? NOTHING_HEALED;
      await putMeta(db, 'healed', { ...before, drafts: (before.drafts ?? 0) + 1 });
    });
    await withDeadline(Promise.resolve(putBack), () => {});
  }
}

/** Forms that were saved while the second copy failed, or by a version without it. */
export async function fillDrafts({ db, copy }: PersonStore): Promise<void> {
  const listing = await copy?.look();
  if (!copy || !listing) return;
  const keys = await read(db, ['drafts'], () => db.drafts.toCollection().primaryKeys());
  const missing = keys.filter((key) => !listing.drafts.has(draftName(key)));
  // Each is read when its turn comes: what was recorded meanwhile must not be copied again.
  const content = async (key: string): Promise<SealedBytes | null> => {
    const row = await db.drafts.get(key);
    return row ? sealDraft(row) : null;
  };
  await copy.keep(missing.map((key) => ({ name: draftName(key), content: () => content(key) })));
}
