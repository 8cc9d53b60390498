/** `npm run backup [-- DIR]`: a verified copy of DATA_DIR into a folder of its own below DIR (or BACKUP_DIR), beside a running server too. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BackupError } from '#server/backup/manifest.ts';
import { DataDirInUseError } from '#server/db/sqlite/data-dir-lock.ts';
import { backupRootOf, readConfig } from '#server/config.ts';
import { takeBackup } from '#server/backup/take-backup.ts';

const MIB = 1024 * 1024;

async function main(args: readonly string[]): Promise<void> {
  const settings = readConfig(process.env);
  const [given] = args;
  if (!settings.ok || args.length > 1 || given?.startsWith('-')) {
    console.error(settings.ok ? 'usage: npm run backup [-- DIR]' : settings.problems.join('\n'));
    process.exitCode = 1;
    return;
  }
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const root = given === undefined ? backupRootOf(process.env) : resolve(given);
  try {
    const { dataDir } = settings.config;
    const { path, manifest, copiedBlobs, isDurable } = await takeBackup({ dataDir, root, version, nowMs: Date.now() });
    const { entries, cases, blobs, blobBytes } = manifest.counts;
    console.log(
      `${String(entries)} entries of ${String(cases)} cases, ${String(blobs)} photos and files (${String(Math.ceil(blobBytes / MIB))} MiB, ${String(copiedBlobs)} new): verified.`,
    );
    console.log(path);
    if (manifest.missingBlobs.length > 0)
      console.error(
        `${String(manifest.missingBlobs.length)} blobs are missing in ${dataDir} and in the backup; \`npm run scrub\` names them.`,
      );
    if (!isDurable)
      console.error('The server was restored meanwhile: this backup is of its former history. Make another one.');
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof DataDirInUseError)) throw error;
    console.error(`No backup was made. ${error.message}`);
    process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
