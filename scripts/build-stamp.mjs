/**
 * Is dist/ built from what is on disk now? A content hash, not times: a fresh clone or a branch switch changes times only.
 * Plain JavaScript: prepare.mjs and doctor.mjs run before anything is installed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** src/server never reaches the page. */
const INPUTS = [
  'index.html',
  'package-lock.json',
  'public',
  'rescue.html',
  'scripts/verifier-page.ts',
  'src/app',
  'src/domain',
  'src/protocol',
  'src/rescue',
  'src/storage',
  'src/sw',
  'src/sync',
  'src/verifier',
  'src/workers',
  'tsconfig.base.json',
  'vite.config.ts',
];
const STAMP = 'dist/.jiban-build';

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** @param {string} [root] */
export function sourceHash(root = '.') {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    for (const file of filesUnder(join(root, input))) {
      const bytes = readFileSync(file);
      hash.update(`${relative(root, file)}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/** @param {string} [root] */
export function isBuildFresh(root = '.') {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp) || !existsSync(join(root, 'dist/index.html'))) return false;
  return readFileSync(stamp, 'utf8').trim() === sourceHash(root);
}

/**
 * @param {string} hash taken before the build started: a file changed meanwhile must make it stale
 * @param {string} [root]
 */
export function writeBuildStamp(hash, root = '.') {
  writeFileSync(join(root, STAMP), `${hash}\n`);
}
