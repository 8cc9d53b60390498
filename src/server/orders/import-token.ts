import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pathOf = (dataDir: string) => join(dataDir, 'import-token');

/** Leaves a token that works once: whoever can write into the data directory may import into the server that runs on it. */
export function leaveImportToken(dataDir: string): string {
  const token = randomBytes(32).toString('base64url');
  writeFileSync(pathOf(dataDir), token, { mode: 0o600 });
  return token;
}

export function takeImportToken(dataDir: string, given: string): boolean {
  try {
    const expected = Buffer.from(readFileSync(pathOf(dataDir), 'utf8'));
    const offered = Buffer.from(given);
    const fits = expected.length === offered.length && timingSafeEqual(expected, offered);
    if (fits) rmSync(pathOf(dataDir));
    return fits;
  } catch {
    return false;
  }
}
