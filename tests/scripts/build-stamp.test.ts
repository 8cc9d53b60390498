import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isBuildFresh, sourceHash, writeBuildStamp } from '../../scripts/build-stamp.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jiban-stamp-'));
  for (const folder of ['src/app', 'src/server', 'dist']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['index.html', 'src/app/main.ts', 'src/server/main.ts', 'dist/index.html'])
    writeFileSync(join(root, file), file);
});
afterEach(() => rmSync(root, { recursive: true }));

it('a page is fresh until something it is built from changes', () => {
  expect(isBuildFresh(root)).toBe(false);
  writeBuildStamp(sourceHash(root), root);
  expect(isBuildFresh(root)).toBe(true);
  writeFileSync(join(root, 'src/app/main.ts'), 'changed');
  expect(isBuildFresh(root)).toBe(false);
});

it('neither a newer date nor a change of the server makes it stale', () => {
  writeBuildStamp(sourceHash(root), root);
  utimesSync(join(root, 'src/app/main.ts'), new Date(), new Date());
  writeFileSync(join(root, 'src/server/main.ts'), 'changed');
  expect(isBuildFresh(root)).toBe(true);
});

it('a file that moved, or a page that is gone, is seen', () => {
  writeBuildStamp(sourceHash(root), root);
  writeFileSync(join(root, 'src/app/other.ts'), '');
  expect(isBuildFresh(root)).toBe(false);
  writeBuildStamp(sourceHash(root), root);
  rmSync(join(root, 'dist/index.html'));
  expect(isBuildFresh(root)).toBe(false);
});
