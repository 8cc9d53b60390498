import type { Finding } from './rows.ts';
import type { Person } from '#domain/people/person.ts';
import type { PersonStore } from './person-store.ts';
import type { Found } from './found.ts';
import { auditCases } from './audit-cases.ts';
import { auditEntries } from './audit-entries.ts';
import { getMeta, putMeta } from './person-db.ts';
import { read, write } from './transact.ts';

const MAX_FINDINGS = 20;

/**
 * The store looks at itself: its newest own entries and a few cases, by the code of the invariants ([INV-21]). What it finds is kept for the
 * screens and the office; a case that is not what it should be is asked for anew, once. Bounded, however much is stored; a look that fails
 * finds nothing and never throws: it must not stand in the way of the work it watches.
 */
export async function auditStore(store: PersonStore, person: Person): Promise<readonly Finding[]> {
  try {
    const before = await read(store.db, [], () => getMeta(store.db, 'audit'));
    const cases = await auditCases(store, person, before?.next ?? 0);
    const found = [...(await auditEntries(store)), ...cases.found].slice(0, MAX_FINDINGS);
    const known = before?.findings ?? [];
    const findings = found.map((one) => asFinding(one, known));
    // A case looked at last time is not among today's: what was wrong with it stands until it is looked at again.
    const standing = known.filter(
      ({ case: id }) => id !== null && !cases.looked.has(id) && store.index.packOf(id) !== null,
    );
    await keep(store, { next: cases.next, findings: [...findings, ...standing].slice(0, MAX_FINDINGS) }, known);
    return findings;
  } catch {
    return [];
  }
}

/** Nothing new, nothing to look at. */
export function auditOnChange(store: PersonStore, person: Person): () => Promise<void> {
  let seen = '';
  return async () => {
    const now = await markOf(store).catch(() => seen);
    if (now === seen) return;
    await auditStore(store, person);
    // What it asked for itself is no news.
    seen = await markOf(store).catch(() => now);
  };
}

/** Changes with every page that was stored, every entry written and every receipt. */
async function markOf({ db }: PersonStore): Promise<string> {
  return read(db, ['entries'], async () => {
    const unsent = await db.entries.where('stage').equals('unsent').count();
    return `${String((await getMeta(db, 'rev')) ?? 0)} ${String(await db.entries.count())} ${String(unsent)}`;
  });
}

function asFinding({ invariant, what, case: caseId }: Found, known: readonly Finding[]): Finding {
  const same = known.find((one) => one.invariant === invariant && one.detail === what);
  return same ?? { invariant, detail: what, case: caseId, since: Date.now() };
}

async function keep(
  { db }: PersonStore,
  { next, findings }: { readonly next: number; readonly findings: readonly Finding[] },
  known: readonly Finding[],
): Promise<void> {
  const asked = new Set(known.map(({ case: id }) => id));
  const anew = findings.flatMap(({ case: id }) => (id !== null && !asked.has(id) ? [id] : []));
  await write(db, [], async () => {
    await putMeta(db, 'audit', { at: Date.now(), next, findings });
    if (anew.length > 0) await putMeta(db, 'need', [...new Set([...((await getMeta(db, 'need')) ?? []), ...anew])]);
  });
}
