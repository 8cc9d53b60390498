import type { RunState, WaitCause } from '#storage/engine-shapes.ts';
import type { Unsent } from '#storage/health.ts';
import type { OwnWork } from '#storage/own-entries.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { Attention } from './attention.ts';
import type { CaseSync } from './case-sync.ts';
import type { Outcome } from './failure.ts';
import { confirmRemoval } from '#storage/apply-page.ts';
import { NOTHING_UNSENT, readUnsent } from '#storage/health.ts';
import { releaseQuarantined } from '#storage/outbox.ts';
import { NO_WORK, recentOwnWork } from '#storage/own-entries.ts';
import { getMeta } from '#storage/person-db.ts';
import { heldIn, passingAttention, readAttention } from './attention.ts';
import { caseSyncs } from './case-sync.ts';
import { noteClockOffset } from './clock.svelte.ts';
import { wakeEngine } from './engine-host.ts';
import { succeeded } from './failure.ts';
import { onChange } from './live-query.ts';
import { net } from './net.svelte.ts';
import { SendSpeed } from './send-speed.ts';
import { inBackground, onStore, openStore, watchStore } from './open-store.svelte.ts';

export type { WaitCause };

const PAUSE_MS = 250;

/** `done`: the first set of cases is whole; `total`: how many it was said to hold, null before the server has said. */
export interface FirstDownload {
  readonly done: boolean;
  readonly count: number;
  readonly total: number | null;
}

class SyncStatus {
  run: RunState | null = $state.raw(null);
  unsent: Unsent = $state.raw(NOTHING_UNSENT);
  /** The store has been asked: before that, and when it does not answer, nothing is known of what is unsent. */
  isCounted = $state(false);
  /** Bytes a second that leave this device, as measured lately; null while nothing is sent or it is not known yet. */
  speed: number | null = $state(null);
  work: OwnWork = $state.raw(NO_WORK);
  /** What rows are marked with; `attention` has the rest as well. */
  marked: readonly Attention[] = $state.raw([]);
  /** Entries the server failed on, as the last pass left it. */
  held: readonly string[] = $state.raw([]);
  /** Cases the server says have left the scope, so many that a person has to agree. */
  heldRemovals = $state(0);
  /** Server and device last understood each other; device clock, ms. */
  lastSuccessAt: number | null = $state(null);
  /** `done`: the first set of cases is complete. `count`: cases here so far. */
  firstDownload: FirstDownload = $state.raw({ done: false, count: 0, total: null });
  /** Cases with own work, the one written in last first. */
  readonly #cases = $derived(caseSyncs(this.work, this.canSend));

  readonly #attention = $derived([...this.marked, ...passingAttention(this.held, this.work)]);

  get attention(): readonly Attention[] {
    return this.#attention;
  }

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

const speed = new SendSpeed();
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
          // Keys alone, and each list as one answer: with 600 photos under way this is asked at every chunk.
          store.db.entries.orderBy('n').primaryKeys(),
          store.db.entries.orderBy('[stage+n]').primaryKeys(),
          store.db.entries.orderBy('flag').primaryKeys(),
          store.db.blobs.orderBy('[stage+sentBytes]').primaryKeys(),
          store.db.blobs.orderBy('[stage+role+failures+addedAt]').primaryKeys(),
          store.db.blobs.where('stage').equals('damaged').toArray(),
        ]),
      () => inBackground(() => readWork(store)),
      PAUSE_MS,
    ),
    store.index.subscribe(() => (state.firstDownload = { ...state.firstDownload, count: store.index.size })),
  ];
  return () => {
    for (const stop of stops) stop();
    showRun(null, { held: 0, contactAt: null, download: { done: false, count: 0, total: null } });
    showWork(NOTHING_UNSENT, NO_WORK, []);
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
  if (run?.phase !== 'working') {
    speed.pause();
    state.speed = null;
  }
  state.held = heldIn(run) ?? state.held;
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
  speed.note(unsent.bytes, Date.now());
  state.speed = speed.at(Date.now());
  state.isCounted = true;
  state.work = work;
  state.marked = attention;
}
