import { randomUUID } from 'node:crypto';
import type { Db } from '../db/sqlite/open-database.ts';
import type { MadePackage } from './make-package.ts';
import type { PackageOrder } from './package-order.ts';
import type { PackageTaken } from '#protocol/package-schema.ts';

/** Written down before the first byte is sent: who took what, for whom and why (PROOF-33). */
export async function noteTaken(
  db: Db,
  order: PackageOrder & { readonly purpose: string },
  made: MadePackage,
): Promise<void> {
  const { caseId: case_id, person, audience, purpose, nowMs: at } = order;
  const { manifest, bytes } = made;
  const row = { id: randomUUID(), case_id, person, at, audience, purpose, manifest, bytes };
  await db.insertInto('package_export').values(row).execute();
}

/** Newest first. */
export async function packagesTaken(db: Db, caseId: string): Promise<readonly PackageTaken[]> {
  const rows = await db
    .selectFrom('package_export')
    .select(['at', 'person', 'audience', 'purpose', 'bytes', 'manifest'])
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .execute();
  return rows as readonly PackageTaken[];
}
