/** `npm run import -- FILE [--preview]`: takes an order file into DATA_DIR, through the running server if there is one. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ImportRefusal, ImportReport } from '#protocol/import.ts';
import { DataDirInUseError } from '#server/db/sqlite/data-dir-lock.ts';
import { deviceRowOf } from '#server/keys/device-writer.ts';
import { ensureEpoch } from '#server/db/sqlite/meta.ts';
import { ensureKeyFile } from '#server/keys/key-file.ts';
import { importOrders } from '#server/orders/import-orders.ts';
import { leaveImportToken } from '#server/orders/import-token.ts';
import { noteServerKey } from '#server/db/sqlite/server-keys.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { readConfig } from '#server/config.ts';
import { SqliteLogStore } from '#server/db/sqlite/sqlite-log-store.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { verifyP256 } from '#server/keys/p256.ts';

const SHOWN_PROBLEMS = 20;
type Answer = { readonly report: ImportReport } | ImportRefusal;

interface Job {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly commit: boolean;
}

/** No server is running: the same code on the same files. */
async function importHere(dataDir: string, { name, bytes, commit }: Job): Promise<Answer> {
  const database = await openDatabase(dataDir);
  try {
    const { db } = database;
    const clock = { now: () => Date.now() };
    await ensureEpoch(db);
    const [signer, systemKey] = [await ensureKeyFile(dataDir, 'statements'), await ensureKeyFile(dataDir, 'orders')];
    await noteServerKey(db, signer.publicKey);
    const device = deviceRowOf(systemKey, { person: SYSTEM_PERSON.id, name: 'Server', at: clock.now() });
    await new SqliteLogStore(db).write(async (log) => ((await log.device(device.id)) ? undefined : log.enrol(device)));
    const deps = { db, clock, signer, systemKey, verifyDeviceSignature: verifyP256 };
    const outcome = await importOrders(deps, { file: name, bytes, mapping: null, commit, person: SYSTEM_PERSON.id });
    return outcome.ok ? { report: outcome.report } : { refusal: outcome.refusal };
  } finally {
    await database.close();
  }
}

/** A server holds the data: it is asked, with a token that only somebody who may write there can leave. */
async function importThroughServer(dataDir: string, { name, bytes, commit }: Job): Promise<Answer> {
  const { url } = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string };
  const token = leaveImportToken(dataDir);
  const query = new URLSearchParams({ step: commit ? 'commit' : 'preview', name });
  const address = `${url}/api/orders/import/local?${query.toString()}`;
  const answer = await fetch(address, { method: 'POST', body: bytes, headers: { authorization: `Bearer ${token}` } });
  const body: unknown = await answer.json();
  if (answer.status === 422) return body as ImportRefusal;
  if (!answer.ok) throw new Error(`the server at ${url} answered ${String(answer.status)} ${JSON.stringify(body)}`);
  return { report: body as ImportReport };
}

function tell(answer: Answer): void {
  if ('refusal' in answer) {
    console.error(`The file cannot be read: ${answer.refusal.code} ${JSON.stringify(answer.refusal.params)}`);
    process.exitCode = 1;
    return;
  }
  const { report } = answer;
  const problems = [...report.errors, ...report.warnings];
  for (const { row, column, code } of problems.slice(0, SHOWN_PROBLEMS)) {
    console.log(`${row === null ? 'file' : `row ${String(row)}`}${column === null ? '' : `, ${column}`}: ${code}`);
  }
  if (problems.length > SHOWN_PROBLEMS) console.log(`… and ${String(problems.length - SHOWN_PROBLEMS)} more`);
  const { rows, ready, known, joined, errors, committed } = report;
  console.log(
    `${String(rows)} rows: ${String(ready)} new (${String(joined)} join a known grievance), ${String(known)} known, ${String(errors.length)} with errors`,
  );
  console.log(committed && ready > 0 ? 'Imported.' : 'Nothing was written.');
  if (ready + known === 0) process.exitCode = 1;
}

async function main(args: readonly string[]): Promise<void> {
  const path = args.find((arg) => !arg.startsWith('--'));
  const settings = readConfig(process.env);
  if (!path || !settings.ok) {
    console.error(settings.ok ? 'usage: npm run import -- FILE [--preview]' : settings.problems.join('\n'));
    process.exitCode = 1;
    return;
  }
  const job: Job = {
    name: basename(path),
    bytes: new Uint8Array(readFileSync(path)),
    commit: !args.includes('--preview'),
  };
  const { dataDir } = settings.config;
  try {
    tell(await importHere(dataDir, job));
  } catch (error) {
    if (!(error instanceof DataDirInUseError)) throw error;
    tell(await importThroughServer(dataDir, job));
  }
}

await main(process.argv.slice(2));
