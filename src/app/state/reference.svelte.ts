import { SvelteMap } from 'svelte/reactivity';
import type { ReferenceHead } from '#protocol/reference.ts';
import type { ReferenceName, ReferenceVersion } from '#domain/reference/reference.ts';
import { hashOfReference, shippedVersion } from '#domain/reference/shipped.ts';
import { referenceMisfit } from '#protocol/reference-schemas.ts';
import { ReferenceCache } from '#storage/reference-db.ts';
import { callApi } from './call-api.ts';
import { live } from './live.svelte.ts';
import { inBackground, watchStore } from './open-store.svelte.ts';

/** A phone that stays open all day learns of a corrected table within that time, also without the office's live line. */
const BETWEEN_MS = 900_000;
/** Every change at the office rings; documents change a few times a year. */
const PAUSE_MS = 60_000;

const cache = new ReferenceCache();
const held = new SvelteMap<ReferenceName, ReferenceVersion>();
const shipped: Partial<Record<ReferenceName, ReferenceVersion>> = {};

/** The version in force on this device, offline as well: the bureau's last one it has seen, else the one shipped with the app. Reactive. */
export function reference<N extends ReferenceName>(name: N): ReferenceVersion<N> {
  return (held.get(name) ?? shippedOnce(name)) as ReferenceVersion<N>;
}

/** Reads what this device has, then keeps it up to date while somebody works here. Answers how to stop. */
export function startReference(): () => void {
  const loaded = loadReference();
  inBackground(() => loaded);
  return watchStore(() => {
    let askedAt = 0;
    const ask = (): void => {
      askedAt = Date.now();
      inBackground(() => loaded.then(refreshReference));
    };
    ask();
    const timer = setInterval(ask, BETWEEN_MS);
    window.addEventListener('online', ask);
    const leave = $effect.root(() => {
      $effect(() => {
        if (live.changes > 0 && Date.now() - askedAt > PAUSE_MS) ask();
      });
    });
    return () => {
      leave();
      window.removeEventListener('online', ask);
      clearInterval(timer);
    };
  });
}

/** What this device has. */
export async function loadReference(): Promise<void> {
  for (const version of await cache.all()) if (isSound(version)) held.set(version.name, version);
}

/** Asks the office which versions are in force and fetches those this device lacks. False when the office could not be asked. */
export async function refreshReference(): Promise<boolean> {
  const heads = await callApi<readonly ReferenceHead[]>('/api/reference');
  if (!heads.ok) return false;
  const wanted = heads.value.filter(({ name, hash }) => held.get(name)?.hash !== hash);
  const kept = await Promise.all(wanted.map(({ name }) => fetchVersion(name)));
  return kept.every(Boolean);
}

async function fetchVersion(name: ReferenceName): Promise<boolean> {
  const answer = await callApi<ReferenceVersion>(`/api/reference/${name}`);
  if (!answer.ok || !isSound(answer.value)) return false;
  await keepReference(answer.value);
  return true;
}

/** In force here from now on; on the disk first. */
export async function keepReference(version: ReferenceVersion): Promise<void> {
  await cache.put(version);
  held.set(version.name, version);
}

/** Whole, and of a shape this build understands: a newer office's document must not break an older app, which goes on with what it has. */
function isSound({ name, hash, body }: ReferenceVersion): boolean {
  return referenceMisfit(name, body) === null && hashOfReference(body) === hash;
}

function shippedOnce(name: ReferenceName): ReferenceVersion {
  return (shipped[name] ??= shippedVersion(name));
}
