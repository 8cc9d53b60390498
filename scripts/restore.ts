/** `npm run restore -- BACKUP [--to DATA_DIR] [--replace]`: a data directory from a verified backup, as a new history. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupError } from '#server/backup/manifest.ts';
import { DataDirInUseError } from '#server/db/sqlite/data-dir-lock.ts';
import { readConfig } from '#server/config.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';

const USAGE = 'usage: npm run restore -- BACKUP [--to DATA_DIR] [--replace]';
const OPTIONS = { to: { type: 'string' }, replace: { type: 'boolean', default: false } } as const;

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    const [backup, ...others] = positionals;
    return backup !== undefined && others.length === 0 ? { backup: resolve(backup), ...values } : null;
  } catch {
    return null;
  }
}

async function main(args: string[]): Promise<void> {
  const asked = readArguments(args);
  const settings = readConfig(process.env);
  if (!asked || !settings.ok) {
    console.error(settings.ok ? USAGE : settings.problems.join('\n'));
    process.exitCode = 1;
    return;
  }
  const dataDir = asked.to === undefined ? settings.config.dataDir : resolve(asked.to);
  try {
    const { backup, replace } = asked;
    const { manifest, aside, epoch } = await restoreBackup({ backup, dataDir, replace, nowMs: Date.now() });
    console.log(`${dataDir} holds the backup of ${manifest.madeAt}: ${String(manifest.counts.entries)} entries.`);
    if (aside !== null) console.log(`What it held before is kept in ${dataDir}/${aside}.`);
    console.log(
      `It goes on as a new history (${epoch}): after npm start, devices offer again what they sent since the backup.`,
    );
    console.log('Accounts, passwords and revoked devices are as they were then: see docs/operations.md.');
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof DataDirInUseError)) throw error;
    console.error(`Nothing was restored. ${error.message}`);
    process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
