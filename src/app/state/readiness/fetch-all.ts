import type { Found } from './found.ts';
import type { Progress } from './readiness.svelte.ts';
import { askAnew, replicaStanding } from '#storage/read-back.ts';
import { fillCopies } from '#storage/second-copy/reconcile.ts';
import { wakeEngine } from '../engine-host.ts';
import { fetchPictures } from '../fetch-pictures.ts';
import { onStore, openStore } from '../open-store.svelte.ts';
import { askPersist } from '../storage-health.svelte.ts';
import { appFilesHost } from './app-files.ts';
import { checkReadiness, readiness, showProgress } from './readiness.svelte.ts';

/** A first download on a slow line takes its time; after this the check says what is still missing. */
const CASES_PATIENCE_MS = 90_000;
const LOOK_EVERY_MS = 500;

/** 全部取回: whatever is missing is fetched, one kind after the other, and then everything is read back once more. */
export async function fetchAll(): Promise<void> {
  const { found } = readiness;
  if (!found || readiness.progress) return;
  try {
    await repair(found);
  } finally {
    showProgress(null);
  }
  await checkReadiness();
}

async function repair(found: Found): Promise<void> {
  if (!isGood(found, 'lasting')) await askPersist();
  if (!isGood(found, 'copy')) await onStore(fillCopies);
  if (!isGood(found, 'files') || !isGood(found, 'version')) {
    showProgress({ name: 'files', done: 0, total: found.files?.missing.length ?? 0 });
    await (await appFilesHost())?.repair();
  }
  if (!isGood(found, 'cases')) await fetchCases(found.cases.broken);
  // A case that has only now come has its pictures told by the next check.
  await checkReadiness();
  const missing = readiness.found?.cases.pictures ?? [];
  const store = openStore();
  if (!store || missing.length === 0) return;
  const show = (done: number): void => showProgress({ name: 'pictures', done, total: missing.length });
  show(0);
  await fetchPictures(store, missing, { mayGoOn: () => openStore() === store && navigator.onLine, onProgress: show });
}

async function fetchCases(broken: readonly string[]): Promise<void> {
  const asked = await onStore((store) => askAnew(store, broken));
  if (!asked.ok) return;
  wakeEngine('button');
  const until = Date.now() + CASES_PATIENCE_MS;
  for (let first: number | null = null; Date.now() < until;) {
    const standing = await onStore(replicaStanding);
    if (!standing.ok || !navigator.onLine) return;
    const { isWhole, need, total } = standing.value;
    if (isWhole && need.length === 0) return;
    first ??= need.length;
    showProgress(casesProgress({ isWhole, left: need.length, first, total }));
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

interface Standing {
  readonly isWhole: boolean;
  readonly left: number;
  readonly first: number;
  readonly total: number | null;
}

function casesProgress({ isWhole, left, first, total }: Standing): Progress {
  if (isWhole) return { name: 'cases', done: Math.max(0, first - left), total: first };
  return { name: 'cases', done: openStore()?.index.size ?? 0, total: total ?? 0 };
}

function isGood({ lines }: Found, name: Progress['name']): boolean {
  return lines.find((line) => line.name === name)?.level === 'good';
}
