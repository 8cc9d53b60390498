import type { EntryRow } from '#storage/rows.ts';
import type { RunState, WaitCause } from '#storage/engine-shapes.ts';
import type { Unsent } from '#storage/health.ts';
import type { OwnWork } from '#storage/own-entries.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { AttentionReason } from './delivery.ts';
import type { CaseSync } from './case-sync.ts';
import type { Outcome } from './failure.ts';
import { confirmRemoval } from '#storage/apply-page.ts';
import { readUnsent } from '#storage/health.ts';
import { clearFlag, releaseQuarantined } from '#storage/outbox.ts';
import { damagedBlobs, flaggedEntries, NO_WORK, recentOwnWork } from '#storage/own-entries.ts';
import { getMeta } from '#storage/person-db.ts';
import { caseSyncs } from './case-sync.ts';
import { noteClockOffset } from './clock.svelte.ts';
import { wakeEngine } from './engine-host.ts';
import { succeeded } from './failure.ts';
import { onChange } from './live-query.ts';
import { net } from './net.svelte.ts';
import { inBackground, onStore, openStore, watchStore } from './open-store.svelte.ts';

export type { WaitCause };

const PAUSE_MS = 250;

/** Something a person has to look at. Never goes away by itself, and never holds up the rest. */
export interface Attention {
  readonly entry: string;
  readonly caseId: string;
  readonly kind: string;
  readonly claimedAt: number;
  /** `quarantined`: not sent any more; `refused`, `review`: the verdict; `blob`: its photo cannot be sent. */
  readonly what: 'quarantined' | 'refused' | 'review' | 'blob';
  readonly reason: AttentionReason;
}

/** `done`: the first set of cases is whole; `total`: how many it was said to hold, null before the server has said. */
export interface FirstDownload {
  readonly done: boolean;
  readonly count: number;
  readonly total: number | null;
}

class SyncStatus {
  run: RunState | null = $state.raw(null);
  unsent: Unsent = $state.raw({ entries: 0, blobs: 0, bytes: 0, oldestAt: null });
  /** The store has been asked: before that, and when it does not answer, nothing is known of what is unsent. */
  isCounted = $state(false);
  work: OwnWork = $state.raw(NO_WORK);
  attention: readonly Attention[] = $state.raw([]);
  /** Cases the server says have left the scope, so many that a person has to agree. */
  heldRemovals = $state(0);
  /** Server and device last understood each other; device clock, ms. */
  lastSuccessAt: number | null = $state(null);
  /** `done`: the first set of cases is complete. `count`: cases here so far. */
  firstDownload: FirstDownload = $state.raw({ done: false, count: 0, total: null });
  /** Cases with own work, the one written in last first. */
  readonly #cases = $derived(caseSyncs(this.work, this.canSend));

  get phase(): RunState['phase'] {
    return this.run?.phase ?? 'idle';
  }

  get cause(): WaitCause | null {
    return this.run?.phase === 'waiting' ? this.run.cause : null;
  }

  get step(): 'push' | 'pull' | 'blobs' | null {
    return this.run?.phase === 'working' ? this.run.step : null;
  }

  get nextTryAt(): number | null {
    return this.run?.phase === 'waiting' ? this.run.nextTryAt : null;
  }

  get net(): 'online' | 'offline' | 'unknown' {
    return net.state;
  }

  /** What waits is in a queue that moves; otherwise it is on this device and nowhere else for the time being. */
  get canSend(): boolean {
    return net.state === 'online' && this.phase !== 'waiting';
  }

  get cases(): readonly CaseSync[] {
    return this.#cases;
  }

  /** Nothing at all is on this device only, by its own books; 可以放心交机 is the reckoning's to say. */
  get safeToHandOver(): boolean {
    return this.isCounted && this.unsent.entries === 0 && this.unsent.blobs === 0;
  }
}

const state = new SyncStatus();
export const syncStatus: Readonly<SyncStatus> = state;

watchStore((store) => {
  const stops = [
    onChange(
      () => store.db.meta.where('key').anyOf('run', 'contact', 'held', 'bootDone', 'bootTotal').toArray(),
      () => inBackground(() => readRun(store)),
      PAUSE_MS,
    ),
    onChange(
      () =>
        Promise.all([
          store.db.entries.orderBy('n').keys(),
          store.db.entries.orderBy('[stage+n]').keys(),
          store.db.entries.orderBy('flag').keys(),
          store.db.blobs.toArray(),
        ]),
      () => inBackground(() => readWork(store)),
      PAUSE_MS,
    ),
    store.index.subscribe(() => (state.firstDownload = { ...state.firstDownload, count: store.index.size })),
  ];
  return () => {
    for (const stop of stops) stop();
    showRun(null, { held: 0, contactAt: null, download: { done: false, count: 0, total: null } });
    showWork({ entries: 0, blobs: 0, bytes: 0, oldestAt: null }, NO_WORK, []);
    state.isCounted = false;
  };
});

/** The person does not want to wait: quarantined entries are tried again as well. */
export async function retryNow(): Promise<void> {
  await onStore(releaseQuarantined);
  wakeEngine('button');
}

export function confirmRemovals(): Promise<Outcome<void>> {
  return onStore(confirmRemoval);
}

/** Seen by its author; the entry stays in the case. What has no receipt stays listed. */
export function dismissAttention(entry: string): Promise<Outcome<void>> {
  return onStore((store) => clearFlag(store, entry));
}

/** A ZIP of everything without receipt: the way out when nothing else works. */
export async function exportUnsent(): Promise<Outcome<Blob>> {
  // With its compressor it is loaded when it is needed: the first screen does without.
  const { exportUnsent: zipUnsent } = await import('#storage/export-unsent.ts');
  const zip = await onStore(zipUnsent);
  return zip.ok ? succeeded(new Blob([zip.value], { type: 'application/zip' })) : zip;
}

async function readRun(store: PersonStore): Promise<void> {
  const { db, index } = store;
  const contact = await getMeta(db, 'contact');
  const held = await getMeta(db, 'held');
  const done = (await getMeta(db, 'bootDone')) ?? false;
  const total = (await getMeta(db, 'bootTotal')) ?? null;
  const run = (await getMeta(db, 'run')) ?? null;
  if (openStore() !== store) return;
  showRun(run, {
    held: held?.length ?? 0,
    contactAt: contact?.at ?? null,
    download: { done, count: index.size, total },
  });
  noteClockOffset(contact?.clockOffsetMs ?? null);
  if (contact) net.noteContact(contact.at);
}

interface Progress {
  readonly held: number;
  readonly contactAt: number | null;
  readonly download: FirstDownload;
}

function showRun(run: RunState | null, { held, contactAt, download }: Progress): void {
  state.run = run;
  state.heldRemovals = held;
  state.lastSuccessAt = contactAt;
  state.firstDownload = download;
}

async function readWork(store: PersonStore): Promise<void> {
  const unsent = await readUnsent(store);
  const work = await recentOwnWork(store);
  const attention = await readAttention(store);
  if (openStore() === store) showWork(unsent, work, attention);
}

function showWork(unsent: Unsent, work: OwnWork, attention: readonly Attention[]): void {
  state.unsent = unsent;
  state.isCounted = true;
  state.work = work;
  state.attention = attention;
}

async function readAttention(store: PersonStore): Promise<readonly Attention[]> {
  const flagged = (await flaggedEntries(store)).map(attentionOf);
  const damaged = (await damagedBlobs(store)).map((blob): Attention => ({
    entry: blob.entry,
    caseId: blob.case,
    kind: 'photo',
    claimedAt: blob.addedAt,
    what: 'blob',
    reason: blob.code ?? 'original-missing',
  }));
  return [...flagged, ...damaged];
}

function attentionOf(row: EntryRow): Attention {
  const about = { entry: row.id, caseId: row.case, kind: row.header.kind, claimedAt: row.header.claimedAt };
  const verdict = row.receipt?.verdict;
  if (verdict && verdict.outcome !== 'accepted') return { ...about, what: verdict.outcome, reason: verdict.reason };
  return { ...about, what: 'quarantined', reason: row.quarantine?.code ?? 'malformed' };
}
