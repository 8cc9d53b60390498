import { readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';

/** What can happen to the files of IndexedDB while the browser is closed. Chromium keeps one LevelDB an origin, and large values beside it. */
function storesIn(profile: string): string {
  return path.join(profile, 'Default', 'IndexedDB');
}

async function foldersEndingIn(profile: string, ending: string): Promise<string[]> {
  const names = await readdir(storesIn(profile));
  return names.filter((name) => name.endsWith(ending)).map((name) => path.join(storesIn(profile), name));
}

async function filesOf(profile: string, pattern: RegExp): Promise<string[]> {
  const [folder] = await foldersEndingIn(profile, '.leveldb');
  if (folder === undefined) throw new Error('no IndexedDB in this profile');
  const names = (await readdir(folder)).filter((name) => pattern.test(name));
  if (names.length === 0) throw new Error(`no ${String(pattern)} in ${folder}`);
  return names.map((name) => path.join(folder, name));
}

/** As Safari after seven days, or a tidying tool: the database is simply not there any more. */
export async function removeStores(profile: string): Promise<void> {
  await rm(storesIn(profile), { recursive: true });
}

export async function overwriteManifest(profile: string): Promise<void> {
  for (const file of await filesOf(profile, /^MANIFEST-/)) await writeFile(file, randomBytes(2_000));
}

/** The end of the log never reached the disk. */
export async function tearLog(profile: string, keptShare: number): Promise<void> {
  for (const file of await filesOf(profile, /\.log$/))
    await truncate(file, Math.floor((await stat(file)).size * keptShare));
}

/** Photos are gone, the rows that speak of them are not. */
export async function removeBlobs(profile: string): Promise<void> {
  const folders = await foldersEndingIn(profile, '.blob');
  if (folders.length === 0) throw new Error('no large values in this profile');
  for (const folder of folders) await rm(folder, { recursive: true });
}
