import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReferenceVersion } from '#domain/reference/reference.ts';
import { hashOfReference, shippedVersion } from '#domain/reference/shipped.ts';

let published: ReferenceVersion[] | null = null;

beforeEach(() => {
  vi.stubGlobal('fetch', async (path: string) => {
    if (!published) throw new TypeError('no network');
    const [, , , name] = path.split('/');
    if (name === undefined) return Response.json(published.map(({ name, version, hash }) => ({ name, version, hash })));
    return Response.json(published.find((version) => version.name === name) ?? {});
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const bureau = (name: string) => ({ name, documentWord: '云环', address: '', phone: '', appealTo: '' });

function versionOf(body: object, version: number): ReferenceVersion {
  const head = { name: 'bureau' as const, version, hash: hashOfReference(body), at: 1, by: 'u-1', reason: '改' };
  return { ...head, body: body as ReferenceVersion<'bureau'>['body'] };
}

/** A page that has just been started: nothing in memory. */
async function restarted() {
  vi.resetModules();
  const state = await import('#app/state/reference.svelte.ts');
  await state.loadReference();
  return state;
}

test('[REF-6] what was shipped, until the office has said something; then that, also offline after a restart', async () => {
  published = null;
  const first = await restarted();
  expect(first.reference('bureau')).toEqual(shippedVersion('bureau'));
  expect(await first.refreshReference()).toBe(false);

  published = [versionOf(bureau('云溪区生态环境局'), 3)];
  expect(await first.refreshReference()).toBe(true);
  expect(first.reference('bureau').body.name).toBe('云溪区生态环境局');

  published = null;
  const again = await restarted();
  expect(again.reference('bureau')).toMatchObject({ version: 3, body: { name: '云溪区生态环境局' } });
});

test('[REF-7] a version with a wrong hash, or of a shape this build does not know, is not taken over', async () => {
  published = [versionOf(bureau('好'), 1)];
  const { reference, refreshReference } = await restarted();
  await refreshReference();

  published = [{ ...versionOf(bureau('改过'), 2), hash: 'f'.repeat(64) }];
  expect(await refreshReference()).toBe(false);
  published = [versionOf({ name: 7 }, 2)];
  expect(await refreshReference()).toBe(false);
  expect(reference('bureau')).toMatchObject({ version: 1, body: { name: '好' } });
});
