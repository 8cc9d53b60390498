import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SigningKey } from './p256.ts';
import { newSigningKey, readSigningKey } from './p256.ts';

/** A key of the server, in a file of its own beside the database: a dump of the database gives nobody the right to sign. */
export async function ensureKeyFile(dataDir: string, name: string): Promise<SigningKey> {
  const dir = join(dataDir, 'keys');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, `${name}.key`);
  const known = readIfThere(path);
  if (known !== null) return readSigningKey(known.trim());
  const key = newSigningKey();
  // Whole or not at all: half a key would lock the server out of its own history.
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${key.secret}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  return key;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
