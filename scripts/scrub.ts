/** `npm run scrub [-- --from BACKUP]`: reads through all that is kept, mends what can be mended, halts what cannot; beside a running server too. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupError } from '#server/backup/manifest.ts';
import { connectBeside } from '#server/db/sqlite/open-database.ts';
import { damageText } from '#server/audit/damage.ts';
import { readConfig } from '#server/config.ts';
import { scrub } from '#server/scrub/scrub.ts';
import { verifyBackup } from '#server/backup/verify-backup.ts';

function readArguments(args: string[]): { readonly from: string | null } | null {
  try {
    const { values } = parseArgs({ args, options: { from: { type: 'string' } } });
    return { from: values.from === undefined ? null : resolve(values.from) };
  } catch {
    return null;
  }
}

async function main(args: string[]): Promise<void> {
  const asked = readArguments(args);
  const settings = readConfig(process.env);
  if (!asked || !settings.ok) {
    console.error(settings.ok ? 'usage: npm run scrub [-- --from BACKUP]' : settings.problems.join('\n'));
    process.exitCode = 1;
    return;
  }
  const { dataDir } = settings.config;
  if (!existsSync(join(dataDir, 'jiban.db'))) {
    console.error(`${dataDir} holds no database.`);
    process.exitCode = 1;
    return;
  }
  try {
    if (asked.from !== null) await verifyBackup(asked.from);
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  const { db, file, close } = connectBeside(dataDir);
  const pause = () => Promise.resolve();
  const { found, mended, left } = await scrub({
    ...{ dataDir, db, file, from: asked.from, pause, checksPages: true },
    nowMs: Date.now(),
  });
  await close();
  for (const damage of mended) console.log(`mended: ${damageText(damage)}`);
  for (const damage of left) console.error(`DAMAGED: ${damageText(damage)}`);
  if (found.length === 0) console.log('Everything that is kept was read and is whole.');
  if (left.length > 0) {
    console.error('Cases named above take nothing new until they are mended: npm run scrub -- --from BACKUP');
    process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
