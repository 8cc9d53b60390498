import { randomUUID } from 'node:crypto';
import type { ColumnMapping, ImportProblem, ImportReport } from '#protocol/import.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { OrderDeps } from './write-orders.ts';
import type { Refusal, Table } from '../intake/table.ts';
import type { MappingFault } from '../intake/column-mapping.ts';
import { checkMapping, guessMapping, headerFingerprint } from '../intake/column-mapping.ts';
import { parseOrders } from '../intake/parse-orders.ts';
import { planImport } from './plan-import.ts';
import { readTable } from '../intake/read-table.ts';
import { textOfCell } from '../intake/table.ts';
import { writeOrders } from './write-orders.ts';

const SAMPLE_ROWS = 8;

export interface ImportRequest {
  readonly file: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As it came; null when the server is to remember or guess. */
  readonly mapping: Readonly<Record<string, unknown>> | null;
  readonly commit: boolean;
  readonly person: string;
}

export type ImportOutcome =
  { readonly ok: true; readonly report: ImportReport } | { readonly ok: false; readonly refusal: Refusal };

export interface ImportDeps extends OrderDeps {
  readonly db: Db;
}

/** Reads an order file and says what it would do; with `commit` does it, all good rows or none. */
export async function importOrders(deps: ImportDeps, request: ImportRequest): Promise<ImportOutcome> {
  const read = await readTable(request.bytes, request.file);
  if (!read.ok) return read;
  const { table } = read;
  const chosen = await chooseMapping(deps.db, table, request.mapping);
  const parsed = parseOrders(table, chosen.mapping, deps.clock.now());
  const canCommit = request.commit && chosen.faults.length === 0;
  const plan = await deps.db.transaction().execute(async (trx) => {
    // Planned inside the transaction that writes: a second import of the same file must see what the first one wrote.
    const made = await planImport(trx, chosen.faults.length === 0 ? parsed.orders : [], deps.systemKey.secret);
    if (!canCommit) return made;
    if (made.planned.length > 0) await writeOrders(trx, deps, made.planned);
    const joined = made.planned.filter(({ joins }) => joins).length;
    const batch = { id: randomUUID(), person: request.person, at: deps.clock.now(), file: request.file.slice(0, 200) };
    await trx
      .insertInto('import_batch')
      .values({ ...batch, orders: made.planned.length, joined })
      .execute();
    await remember(trx, table, chosen.mapping, deps.clock.now());
    return made;
  });
  const report: ImportReport = {
    file: request.file,
    header: table.header,
    sample: table.rows
      .slice(0, SAMPLE_ROWS)
      .map((row) => table.header.map((_, column) => textOfCell(row.cells[column]))),
    mapping: chosen.mapping,
    mappingFrom: chosen.from,
    rows: table.rows.length,
    ready: plan.planned.length,
    known: plan.known,
    duplicatesInFile: parsed.duplicatesInFile.length,
    joined: plan.planned.filter(({ joins }) => joins).length,
    errors: [...chosen.faults.map(problemOf), ...(chosen.faults.length === 0 ? parsed.errors : [])],
    warnings: chosen.faults.length === 0 ? parsed.warnings : [],
    committed: canCommit,
  };
  return { ok: true, report };
}

interface ChosenMapping {
  readonly mapping: ColumnMapping;
  readonly from: ImportReport['mappingFrom'];
  readonly faults: readonly MappingFault[];
}

/** What the person chose; else what was chosen for the same columns before; else a guess by the columns' names. */
async function chooseMapping(db: Db, table: Table, given: ImportRequest['mapping']): Promise<ChosenMapping> {
  if (given) return checked(given, table, 'given');
  const fingerprint = headerFingerprint(table.header);
  const row = await db
    .selectFrom('column_mapping')
    .select('mapping')
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  if (row) return checked(JSON.parse(row.mapping) as ColumnMapping, table, 'remembered');
  return checked(guessMapping(table.header), table, 'guessed');
}

function checked(
  mapping: Readonly<Record<string, unknown>>,
  table: Table,
  from: ImportReport['mappingFrom'],
): ChosenMapping {
  const result = checkMapping(mapping, table.header);
  return { mapping: result.mapping, from, faults: result.ok ? [] : result.faults };
}

function problemOf({ code, field }: MappingFault): ImportProblem {
  return { row: null, column: field, code, value: null };
}

async function remember(db: Db, table: Table, mapping: ColumnMapping, nowMs: number): Promise<void> {
  const values = { mapping: JSON.stringify(mapping), used_at: nowMs };
  const insert = db.insertInto('column_mapping').values({ fingerprint: headerFingerprint(table.header), ...values });
  await insert.onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(values)).execute();
}
