import type { CaseView } from '#domain/case/overlay.ts';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { Person } from '#domain/people/person.ts';
import type { OwnWork } from '#storage/own-entries.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { Delivery } from './delivery.ts';
import { emptyCase } from '#domain/case/evolve.ts';
import { overlay } from '#domain/case/overlay.ts';
import { NO_WORK, ownWorkOfCase, pendingOf } from '#storage/own-entries.ts';
import { readCase } from '#storage/read-case.ts';
import { summaryById } from './case-list.svelte.ts';
import { deliveriesOf, deliveryOfAll } from './delivery.ts';
import { onChange, paused } from './live-query.ts';
import { inBackground, openStore } from './open-store.svelte.ts';
import { session } from './session.svelte.ts';
import { syncStatus } from './sync-status.svelte.ts';

/** Chunks of an upload change the store several times a second. */
const PAUSE_MS = 100;

export interface OpenCase {
  readonly status: 'loading' | 'ready' | 'missing';
  /** Confirmed case with the own unconfirmed entries on top. */
  readonly view: CaseView | null;
  readonly summary: CaseSummary | null;
  /** Of the own records, by record id. Records of others have none: they came from the office. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** Of everything of mine in this case together; null when I wrote nothing. */
  readonly delivery: Delivery | null;
}

interface Loaded {
  readonly id: string;
  readonly view: CaseView | null;
  readonly own: OwnWork;
}

export function useCase(id: () => string): OpenCase {
  let loaded = $state.raw<Loaded | null>(null);
  $effect(() => {
    const store = openStore();
    const { person } = session;
    const caseId = id();
    if (!store || !person) return;
    let isLeft = false;
    const load = paused(() => {
      inBackground(async () => {
        const next = await loadCase(store, caseId, person);
        if (!isLeft) loaded = next;
      });
    }, PAUSE_MS);
    const stops = [onChange(() => ownRows(store, caseId), load.soon), store.index.subscribe(load.soon), load.stop];
    return () => {
      isLeft = true;
      for (const stop of stops) stop();
    };
  });
  const current = $derived(loaded?.id === id() ? loaded : null);
  const own = $derived(current?.own ?? NO_WORK);
  const deliveries = $derived(deliveriesOf(own.entries, own.blobs, syncStatus.canSend));
  const delivery = $derived(deliveryOfAll(own.entries, own.blobs, syncStatus.canSend));
  return {
    get status() {
      if (!current) return 'loading';
      return current.view ? 'ready' : 'missing';
    },
    get view() {
      return current?.view ?? null;
    },
    get summary() {
      return summaryById(id());
    },
    get deliveries() {
      return deliveries;
    },
    get delivery() {
      return delivery;
    },
  };
}

/** A case that left the scope while own work in it is unsent is shown by that work alone. */
async function loadCase(store: PersonStore, id: string, person: Person): Promise<Loaded> {
  const own = await ownWorkOfCase(store, id);
  const confirmed = await readCase(store, id);
  const unconfirmed = await Promise.all(own.entries.filter((row) => row.stage !== 'folded').map(pendingOf));
  if (!confirmed && unconfirmed.length === 0) return { id, view: null, own };
  return { id, view: overlay(confirmed ?? emptyCase(id), unconfirmed, person), own };
}

async function ownRows({ db }: PersonStore, caseId: string): Promise<unknown> {
  return [
    await db.entries.where('case').equals(caseId).toArray(),
    await db.blobs.where('case').equals(caseId).toArray(),
  ];
}
