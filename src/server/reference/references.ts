import type { Selectable } from 'kysely';
import type { Db } from '../db/sqlite/open-database.ts';
import type { PublishReference, ReferenceChange, ReferenceHead } from '#protocol/reference.ts';
import type { ReferenceName, ReferenceVersion } from '#domain/reference/reference.ts';
import type { Tables } from '../db/sqlite/tables.ts';
import { hashOfReference, shippedVersion } from '#domain/reference/shipped.ts';

type Row = Selectable<Tables['reference_version']>;

/** What is in force; documents nobody has published are left out. */
export async function referenceHeads(db: Db): Promise<readonly ReferenceHead[]> {
  const rows = await db
    .selectFrom('reference_version as one')
    .select(['name', 'version', 'hash'])
    .where('version', '=', (eb) =>
      eb
        .selectFrom('reference_version as any')
        .select(({ fn }) => fn.max('any.version').as('last'))
        .whereRef('any.name', '=', 'one.name'),
    )
    .execute();
  return rows as readonly ReferenceHead[];
}

export async function currentReference<N extends ReferenceName>(
  db: Pick<Db, 'selectFrom'>,
  name: N,
): Promise<ReferenceVersion<N>> {
  const newest = db.selectFrom('reference_version').selectAll().where('name', '=', name).orderBy('version', 'desc');
  const row = await newest.limit(1).executeTakeFirst();
  return row ? (versionOf(row) as ReferenceVersion<N>) : shippedVersion(name);
}

/** The version with this hash, also one no longer in force; null when the server never had it. */
export async function referenceByHash<N extends ReferenceName>(
  db: Db,
  name: N,
  hash: string,
): Promise<ReferenceVersion<N> | null> {
  const shipped = shippedVersion(name);
  if (shipped.hash === hash) return shipped;
  const row = await db
    .selectFrom('reference_version')
    .selectAll()
    .where('name', '=', name)
    .where('hash', '=', hash)
    .limit(1)
    .executeTakeFirst();
  return row ? (versionOf(row) as ReferenceVersion<N>) : null;
}

/** Newest first. */
export async function referenceHistory(db: Db, name: ReferenceName): Promise<readonly ReferenceChange[]> {
  const rows = await db
    .selectFrom('reference_version')
    .select(['name', 'version', 'hash', 'at', 'by', 'reason'])
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .execute();
  return rows as readonly ReferenceChange[];
}

type Publication<N extends ReferenceName> = PublishReference & {
  readonly name: N;
  readonly by: string;
  /** Server clock, ms. */
  readonly at: number;
};

/** Adds a version; null when somebody published meanwhile: nobody's correction is written over ([REF-3]). */
export async function publishReference<N extends ReferenceName>(
  db: Pick<Db, 'selectFrom' | 'insertInto'>,
  { name, by, at, basedOn, reason, body }: Publication<N>,
): Promise<ReferenceVersion<N> | null> {
  const { version } = await currentReference(db, name);
  if (version !== basedOn) return null;
  const hash = hashOfReference(body);
  const row: Row = { name, version: version + 1, hash, at, by, reason, body: JSON.stringify(body) };
  const insert = db.insertInto('reference_version').values(row);
  // Two at the same moment have seen the same version: the table's key lets one in.
  const { numInsertedOrUpdatedRows } = await insert.onConflict((same) => same.doNothing()).executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? (versionOf(row) as ReferenceVersion<N>) : null;
}

function versionOf(row: Row): ReferenceVersion {
  return {
    ...row,
    name: row.name as ReferenceName,
    body: JSON.parse(row.body) as ReferenceVersion['body'],
  };
}
