import 'fake-indexeddb/auto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SchemaFixture } from './schema-fixture.ts';
import { entryIdOf } from '#domain/log/seal.ts';
import { append } from '#storage/append.ts';
import { blobBytes } from '#storage/blobs.ts';
import { listDrafts, loadDraft } from '#storage/drafts.ts';
import { readUnsent } from '#storage/health.ts';
import { openEntry } from '#storage/open-entry.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { PersonDb } from '#storage/person-db.ts';
import { readCase } from '#storage/read-case.ts';
import { makeFixture } from './make-fixture.ts';
import { freshPerson, openReady } from './open-for-test.ts';
import { allRows, asText, loadFixture, openRaw } from './schema-fixture.ts';
import { finding } from './work-for-test.ts';

const FOLDER = 'tests/fixtures/schemas';
const RELEASED = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
const PRESENT = `v${String(new PersonDb('nobody').verno)}`;

function fixture(name: string): SchemaFixture {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as SchemaFixture;
}

let person: string;
beforeEach(() => {
  person = freshPerson();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Every row that a person or the chain made, as it lies there. */
async function rowsOf(tables: readonly string[]): Promise<unknown> {
  const db = await openRaw(`jiban-${person}`);
  const rows = await Promise.all(tables.map(async (table) => [table, asText(await allRows(db, table))] as const));
  db.close();
  return Object.fromEntries(rows);
}

const OURS = ['entries', 'blobs', 'blobBytes', 'drafts'];

test('[DEVICE-89] the schema of the present version is among the fixtures (`JIBAN_FIXTURE=1` writes it)', async () => {
  if (process.env['JIBAN_FIXTURE']) {
    const made = await makeFixture(await openReady(person));
    writeFileSync(join(FOLDER, `${PRESENT}.json`), `${JSON.stringify(made, null, 1)}\n`);
  }
  expect(RELEASED).toContain(PRESENT);
  const shape = (from: SchemaFixture): unknown => from.stores;
  const now = await makeFixture(await openReady(freshPerson()));
  expect(shape(now)).toEqual(shape(fixture(PRESENT)));
});

describe.each(RELEASED)('a device as %s left it', (name) => {
  beforeEach(() => loadFixture(`jiban-${person}`, fixture(name)));

  test('[DEVICE-89] [FAULT-20] everything is there after the upgrade, byte for byte, and the chain goes on', async () => {
    const before = await rowsOf(OURS);
    const store = await openReady(person);
    expect(await rowsOf(OURS)).toEqual(before);
    expect(await readUnsent(store)).toMatchObject({ entries: 4, blobs: 4 });
    const rows = await store.db.entries.orderBy('n').toArray();
    for (const row of rows) expect(entryIdOf((await openEntry(row)).header)).toBe(row.id);
    for (const { sha256 } of await store.db.blobs.toArray()) expect(await blobBytes(store, sha256)).not.toBeNull();
    expect(await listDrafts(store, null)).toHaveLength(1);
    expect(await loadDraft(store, { caseId: 'c-f-1', kind: 'finding' })).toMatchObject({
      values: { description: '写到一半' },
    });
    expect((await readCase(store, 'c-f-2'))?.id).toBe('c-f-2');
    const [id] = await append(store, [finding]);
    const last = await store.db.entries.orderBy('n').last();
    expect(last).toMatchObject({ id, header: { seq: 6, prev: rows.at(-1)?.id } });
  });

  test('[DEVICE-89] [FAULT-20] the upgrade is killed at each of its steps: nothing of it stays, and the next one goes through', async () => {
    const before = await rowsOf(OURS);
    const { version } = fixture(name);
    let deaths = 0;
    while (!(await upgradeDyingAt(deaths + 1))) {
      deaths++;
      const db = await openRaw(`jiban-${person}`);
      expect(db.version).toBe(version);
      db.close();
      expect(await rowsOf(OURS)).toEqual(before);
    }
    expect(deaths > 0).toBe(name !== PRESENT);
    const store = await openReady(person);
    expect(await rowsOf(OURS)).toEqual(before);
    expect(await append(store, [finding])).toHaveLength(1);
  });
});

/** Whatever an upgrade can do to a schema or its rows. */
const STEPS: readonly (readonly [object, readonly string[]])[] = [
  [IDBDatabase.prototype, ['createObjectStore', 'deleteObjectStore']],
  [
    IDBObjectStore.prototype,
    ['createIndex', 'deleteIndex', 'put', 'add', 'delete', 'clear', 'get', 'getAll', 'openCursor'],
  ],
];

/** @returns true when the upgrade has fewer steps than that, and is through; otherwise its transaction died there */
async function upgradeDyingAt(step: number): Promise<boolean> {
  let left = step;
  for (const [target, methods] of STEPS) {
    for (const method of methods) {
      const owner = target as Record<string, (...given: unknown[]) => unknown>;
      const original = owner[method];
      if (!original) throw new Error(`no ${method}`);
      vi.spyOn(owner, method).mockImplementation(function (this: unknown, ...given: unknown[]) {
        if (--left === 0) throw new DOMException('killed', 'AbortError');
        return original.apply(this, given);
      });
    }
  }
  const db = new PersonDb(person);
  const isThrough = await db.open().then(
    () => true,
    () => false,
  );
  vi.restoreAllMocks();
  db.close();
  return isThrough;
}

test('[DEVICE-89] a store of a release after this one, with a writer of its own, is read and not written', async () => {
  const store = await openReady(person);
  await append(store, [finding]);
  await store.db.meta.put({ key: 'guard', value: { minWriter: 99, token: 't' } });
  store.db.close();
  const opened = await openPersonStore({ person, appVersion: 'test', heads: null, create: true });
  if (opened.state !== 'ready') throw new Error(opened.state);
  expect(await readUnsent(opened.store)).toMatchObject({ entries: 1 });
  await expect(append(opened.store, [finding])).rejects.toMatchObject({ kind: 'newer' });
});
