import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LineName } from '#app/state/readiness/line.ts';
import type { InstrumentRegister } from '#domain/reference/instruments.ts';
import type { ReferenceVersion } from '#domain/reference/reference.ts';
import { hashOfReference } from '#domain/reference/shipped.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { hostEngine } from '#app/state/engine-host.ts';
import { useStore } from '#app/state/open-store.svelte.ts';
import { hostAppFiles } from '#app/state/readiness/app-files.ts';
import { fetchAll } from '#app/state/readiness/fetch-all.ts';
import { checkReadiness, readiness } from '#app/state/readiness/readiness.svelte.ts';
import { sessionState } from '#app/state/session-state.svelte.ts';
import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { EngineStore } from '#storage/local-store.ts';
import { deviceOf } from '#storage/person-store.ts';
import { replicaStanding } from '#storage/read-back.ts';
import { chen, wang, zhao } from '#tests/domain/case/case-builder.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { MemoryDisk } from '#tests/storage/memory-copy-files.ts';
import { checkpoint, orderedCase, pageOf, snapshot } from '#tests/storage/page-builder.ts';

const THUMB = new TextEncoder().encode('a thumbnail');
const ORIGINAL = 'a'.repeat(64);

/** A case of 王芳's team in which somebody else took a photo. */
async function ownCase() {
  const story = orderedCase('c-1');
  story.add(zhao, 'assign', { unit: wang.unit });
  const facts = { mediaType: 'image/jpeg', bytes: 9, widthPx: 1, heightPx: 1, way: 'camera' as const };
  story.add(chen, 'photo', { original: ORIGINAL, thumb: await sha256Hex(THUMB), ...facts });
  return story.state;
}

let store: PersonStore;
let copies: MemoryDisk;
let world: {
  isOnline: boolean;
  clockOffsetMs: number;
  version: string;
  revokedAt: number | null;
  missing: string[];
  worker: boolean;
  published: readonly ReferenceVersion[];
};

function answer(path: string): Response {
  if (path.startsWith('/map/')) return Response.json({});
  if (!world.isOnline) throw new TypeError('no network');
  if (path === '/api/reference')
    return Response.json(world.published.map(({ name, version, hash }) => ({ name, version, hash })));
  if (path.startsWith('/api/reference/')) return Response.json(world.published[0]);
  if (path.startsWith('/api/blobs/')) return new Response(THUMB, { headers: { 'content-type': 'image/jpeg' } });
  if (path.startsWith('/api/devices'))
    return Response.json([{ id: sessionState.device, revokedAt: world.revokedAt }] satisfies object[]);
  const server = { epoch: 'e1', publicKey: 'k', timeMs: Date.now() + world.clockOffsetMs, version: world.version };
  return Response.json({ person: wang, directory: { units: [], people: [] }, server, demo: false });
}

// Once for the page, as main.ts does it.
hostAppFiles({
  check: async () => (world.worker ? { build: __APP_BUILD__, total: 9, missing: world.missing } : null),
  repair: async () => {
    world.missing = [];
    return null;
  },
  brokenForms: async () => [],
});

beforeEach(async () => {
  world = {
    isOnline: true,
    clockOffsetMs: 0,
    version: __APP_VERSION__,
    revokedAt: null,
    missing: [],
    worker: true,
    published: [],
  };
  vi.stubGlobal('fetch', async (path: string) => answer(path));
  const disk = {
    estimate: async () => ({ quota: 9e9, usage: 0 }),
    persisted: async () => true,
    persist: async () => true,
  };
  const permissions = { query: async () => ({ state: 'granted' }) };
  vi.stubGlobal('navigator', { onLine: true, storage: disk, permissions, mediaDevices: {} });
  copies = new MemoryDisk();
  store = await openReady(freshPerson(), copies.open);
  await applyPage(store, pageOf([snapshot(await ownCase())], { bootStarts: true, bootEnds: true }));
  await new EngineStore(store).noteContact({ serverTimeMs: Date.now(), clockOffsetMs: 0, checkpoint });
  Object.assign(sessionState, { person: wang, device: (await deviceOf(store)).id, needsSignIn: false });
  hostEngine({ wake: () => {}, stop: async () => {} });
  useStore(store);
});
afterEach(() => {
  useStore(null);
  vi.unstubAllGlobals();
});

const told = (name: LineName) => readiness.found?.lines.find((line) => line.name === name);
const notGood = () =>
  readiness.found?.lines.filter(({ level }) => level !== 'good').map(({ name, level }) => [name, level]);

test('[DEVICE-97] every promise is read back; what is not as promised is red or amber under its own name', async () => {
  await checkReadiness();
  expect(notGood()).toEqual([['pictures', 'warn']]);
  Object.assign(world, { clockOffsetMs: 600_000, version: '9.9.9', missing: ['assets/NoiseView-1.js', 'map/x.json'] });
  await store.db.packs.clear();
  await checkReadiness();
  expect(notGood()).toEqual([
    ['cases', 'bad'],
    ['forms', 'bad'],
    ['map', 'warn'],
    ['files', 'bad'],
    ['version', 'warn'],
    ['clock', 'warn'],
  ]);
  expect(told('cases')).toMatchObject({ code: 'casesBroken', cases: ['c-1'] });
  expect(told('clock')).toMatchObject({ code: 'clockSlow', params: { minutes: 10 } });
  expect(readiness.level).toBe('bad');
});

test('[DEVICE-97] a page that no worker serves does not open without a line, whatever else is well', async () => {
  world.worker = false;
  await checkReadiness();
  expect(told('files')).toMatchObject({ level: 'bad', code: 'filesNone' });
  expect(told('forms')).toMatchObject({ level: 'bad' });
});

test('[DEVICE-97] a key that the server has revoked, or that signs no more, is no key', async () => {
  world.revokedAt = 5;
  await checkReadiness();
  expect(told('key')).toMatchObject({ level: 'bad', code: 'keyRevoked' });
  const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const device = await deviceOf(store);
  await store.db.meta.put({ key: 'device', value: { ...device, privateKey: other.privateKey } });
  await checkReadiness();
  expect(told('key')).toMatchObject({ level: 'bad', code: 'keyBroken' });
});

test('[DEVICE-99] without a line everything on the device is checked all the same, and what is not is said to be unchecked', async () => {
  world.isOnline = false;
  await checkReadiness();
  expect(notGood()).toEqual([
    ['pictures', 'warn'],
    ['version', 'unknown'],
    ['reference', 'unknown'],
    ['key', 'unknown'],
  ]);
  expect(told('clock')).toMatchObject({ level: 'good' });
});

test('[DEVICE-97] what is unsent lies here twice, or is counted; 全部取回 copies it', async () => {
  copies.fault = 'full';
  const body = { way: 'phone', reached: true, summary: '' };
  await append(store, [{ case: 'c-1', kind: 'contact', kindV: 1, body, blobs: [] }]);
  copies.fault = 'none';
  await checkReadiness();
  expect(told('copy')).toMatchObject({ level: 'warn', code: 'copyMissing', params: { count: 1 } });
  await fetchAll();
  expect(told('copy')).toMatchObject({ level: 'good', code: 'copyWhole' });
});

test('[DEVICE-99] a line that goes while the check runs is not told as if it were there', async () => {
  const first = checkReadiness();
  await vi.waitFor(() => expect(readiness.checking).toBe(true));
  world.isOnline = false;
  await Promise.all([first, checkReadiness()]);
  expect(told('version')).toMatchObject({ level: 'unknown' });
});

test('[DEVICE-98] 全部取回 fetches files, cases and pictures, and reads back what came', async () => {
  world.missing = ['assets/NoiseView-1.js'];
  await store.db.packs.clear();
  const state = await ownCase();
  // The engine, asked for the cases in `need`.
  hostEngine({ wake: () => void applyPage(store, pageOf([snapshot(state)])), stop: async () => {} });
  await checkReadiness();
  expect(readiness.level).toBe('bad');
  await fetchAll();
  expect(notGood()).toEqual([]);
  expect(await replicaStanding(store)).toMatchObject({ need: [] });
  expect(await store.db.pictures.count()).toBe(1);
  expect(readiness.progress).toBeNull();
});

// Last: the page goes on with what it was told.
test('[REF-8] tables the office has corrected are fetched by the check, and an instrument whose certificate has run out is named', async () => {
  const one = { kind: 'meter', model: 'BSWA 308', certificateNo: 'L-1' };
  const body = {
    instruments: [
      { ...one, serialNo: '1', validTo: '2020-01-01' },
      { ...one, serialNo: '2', validTo: '2099-01-01' },
    ],
  } as InstrumentRegister;
  const version = {
    name: 'instruments',
    version: 1,
    hash: hashOfReference(body),
    at: 1,
    by: 'u',
    reason: 'x',
    body,
  } as const;
  world.published = [{ ...version, hash: 'f'.repeat(64) }];
  await checkReadiness();
  expect(told('reference')).toMatchObject({ level: 'warn', code: 'referenceMissing' });
  world.published = [version];
  await checkReadiness();
  expect(told('reference')).toMatchObject({ level: 'good' });
  expect(told('certificates')).toMatchObject({ level: 'warn', params: { names: 'BSWA 308 1' } });
});
