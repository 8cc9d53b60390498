/** `npm run rescue -- FILE`: takes a rescue file of a device into DATA_DIR, through the running server if there is one. */
import { copyFileSync, openAsBlob, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { RescueRefusal, RescueReport } from '#protocol/rescue.ts';
import { BlobStore } from '#server/blobs/blob-store.ts';
import { DataDirInUseError } from '#server/db/sqlite/data-dir-lock.ts';
import { ensureEpoch } from '#server/db/sqlite/meta.ts';
import { ensureKeyFile } from '#server/keys/key-file.ts';
import { importRescue } from '#server/rescue/import-rescue.ts';
import { leaveImportToken } from '#server/orders/import-token.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { readConfig } from '#server/config.ts';
import { SqliteLogStore } from '#server/db/sqlite/sqlite-log-store.ts';
import { verifyP256 } from '#server/keys/p256.ts';

type Answer = RescueReport | RescueRefusal;

const WORDS: Readonly<Record<RescueRefusal['refusal'], string>> = {
  'not-rescue': 'This is no rescue file.',
  'newer-version': 'The file was written by a newer version of the app: update the server first.',
  'foreign-key': 'The file is sealed to another office (or to a key this server no longer has).',
  unreadable: 'The file is damaged so much that nothing in it opens.',
};

/** No server is running: the same code on the same files. */
async function importHere(dataDir: string, path: string): Promise<Answer> {
  const database = await openDatabase(dataDir);
  try {
    const { db } = database;
    await ensureEpoch(db);
    const [signer, rescueKey] = [await ensureKeyFile(dataDir, 'statements'), await ensureKeyFile(dataDir, 'rescue')];
    const clock = { now: () => Date.now() };
    const sync = { store: new SqliteLogStore(db), clock, signer, verifyDeviceSignature: verifyP256 };
    const blobs = new BlobStore(dataDir);
    // The import takes its file away; the person's own stays where it is.
    const copy = join(blobs.uploadsDir, `rescue-${randomUUID()}`);
    copyFileSync(path, copy);
    return await importRescue({ db, sync, blobs, dataDir, rescueKey }, copy);
  } finally {
    await database.close();
  }
}

/** A server holds the data: it is asked, with a token that only somebody who may write there can leave. */
async function importThroughServer(dataDir: string, path: string): Promise<Answer> {
  const { url } = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string };
  const headers = { authorization: `Bearer ${leaveImportToken(dataDir)}` };
  const answer = await fetch(`${url}/api/rescue/local`, { method: 'POST', body: await openAsBlob(path), headers });
  const body: unknown = await answer.json();
  if (answer.ok || answer.status === 422) return body as Answer;
  throw new Error(`the server at ${url} answered ${String(answer.status)} ${JSON.stringify(body)}`);
}

function tell(answer: Answer): void {
  if ('refusal' in answer) {
    console.error(WORDS[answer.refusal]);
    process.exitCode = 1;
    return;
  }
  const { head, entries, blobs, troubles, damaged, cut, kept } = answer;
  console.log(`Written ${new Date(head.at).toISOString()} by ${head.person} on device ${head.device ?? '(unknown)'}`);
  console.log(
    `entries: ${String(entries.added)} new, ${String(entries.known)} known, ${String(entries.quarantined.length)} in quarantine`,
  );
  for (const { entry, device, code, unknownDevice } of entries.quarantined)
    console.log(`  ${entry ?? '(no id)'} of device ${device}${unknownDevice ? ', never enrolled here' : ''}: ${code}`);
  console.log(
    `photos: ${String(blobs.added)} new, ${String(blobs.known)} known, ${String(blobs.refused.length)} refused`,
  );
  for (const { blob, code } of blobs.refused) console.log(`  ${blob}: ${code}`);
  for (const { what, id, why } of troubles) console.log(`not readable on the device: ${what} ${id} (${why})`);
  if (damaged.length > 0) console.log(`damaged parts of the file: ${damaged.join(', ')}`);
  if (cut) console.log('The end of the file is missing: save it from the phone again if you can.');
  if (kept) console.log('Something was not taken; the sealed file is kept in DATA_DIR/rescue.');
}

async function main([path]: readonly string[]): Promise<void> {
  const settings = readConfig(process.env);
  if (!path || !settings.ok) {
    console.error(settings.ok ? 'usage: npm run rescue -- FILE' : settings.problems.join('\n'));
    process.exitCode = 1;
    return;
  }
  const { dataDir } = settings.config;
  try {
    tell(await importHere(dataDir, path));
  } catch (error) {
    if (!(error instanceof DataDirInUseError)) throw error;
    tell(await importThroughServer(dataDir, path));
  }
}

await main(process.argv.slice(2));
