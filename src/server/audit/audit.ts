import type { AuditDeps } from './audit-entries.ts';
import type { Damage } from './damage.ts';
import { auditBlobs } from './audit-blobs.ts';
import { auditCases } from './audit-cases.ts';
import { auditEntries } from './audit-entries.ts';

/** Everything that can be checked without knowing what was meant: pages of the file, entries, cases, blobs. The worst first. */
export async function* audit(
  deps: AuditDeps,
  { blobsFolder, checksPages }: { readonly blobsFolder: string; readonly checksPages: boolean },
): AsyncGenerator<Damage> {
  if (checksPages) yield* damagedPages(deps);
  const damaged = new Set<string>();
  for await (const damage of auditEntries(deps)) {
    if (damage.case !== null) damaged.add(damage.case);
    yield damage;
  }
  yield* auditCases(deps, damaged);
  yield* auditBlobs(deps, blobsFolder);
}

function* damagedPages({ file }: AuditDeps): Generator<Damage> {
  const said = file.prepare('pragma integrity_check(20)').all() as unknown as { integrity_check: string }[];
  for (const { integrity_check: id } of said)
    if (id !== 'ok') yield { kind: 'database', id, case: null, seq: null, what: 'SQLite finds its file damaged' };
}
