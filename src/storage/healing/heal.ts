import type { ChainHead } from '../rows.ts';
import type { PersonDb } from '../person-db.ts';
import type { PersonStore } from '../person-store.ts';
import type { Evidence } from './evidence.ts';
import type { Healed } from './nothing-healed.ts';
import type { NumberRange } from './number-ranges.ts';
import { exclusively } from '../exclusive.ts';
import { becomeNewDevice } from '../new-device.ts';
import { getMeta, putMeta } from '../person-db.ts';
import { restoreDrafts } from '../second-copy/draft-copies.ts';
import { chainInQuestion, evidenceOf } from './evidence.ts';
import { missingNumbers } from './number-ranges.ts';
import { NOTHING_HEALED } from './nothing-healed.ts';
import { lackingEntries, restoreCopies } from './restore-copies.ts';

/** What was written on this browser and is neither in its store nor in the second copy. Whether the server has it, only the server knows. */
export interface StoreLoss {
  readonly device: string;
  /** The last number that is known to have been given. */
  readonly lastSeq: number;
  readonly missing: readonly NumberRange[];
  /** Claimed times of the entries around the first gap, as far as they are known. */
  readonly after: number | null;
  readonly before: number | null;
  readonly healed: Healed;
  /** The head to go on from, should nothing be lost after all; null when the key is gone with the store. */
  readonly goesOnAt: ChainHead | null;
}

export type Health =
  | { readonly state: 'whole' }
  /** Nothing here, and nothing known of anything that was. */
  | { readonly state: 'absent' }
  | { readonly state: 'lost'; readonly loss: StoreLoss };

/** `keyless`: nothing is missing, but the key is gone. `whole`: with the head as it should be. */
type Judgement =
  | { readonly state: 'whole'; readonly head: ChainHead }
  | { readonly state: 'keyless'; readonly device: string | null }
  | Extract<Health, { readonly state: 'lost' }>;

interface Inside {
  readonly hasGuard: boolean;
  readonly head: ChainHead | null;
  readonly keyOf: string | null;
  readonly former: readonly string[];
  readonly count: number;
  readonly besides: number;
}

/**
 * Compares a store with what is known from outside of it, and puts back what the second copy still has. Cheap while all is well: one listing,
 * one count.
 * @param mayMend false in the service worker: it only notices, the page mends and tells
 */
export async function healStore(store: PersonStore, mayMend: boolean): Promise<Health> {
  const evidence = await evidenceOf(store);
  if (mayMend) await restoreDrafts(store, evidence.listing);
  const inside = await readInside(store.db);
  if (await isWhole(store.db, inside, evidence)) return { state: 'whole' };
  const isNew = !inside.hasGuard && evidence.heads.length === 0;
  if (!mayMend) return isNew ? { state: 'absent' } : noticed(await judge(store.db, inside, evidence));
  return exclusively(`jiban-append-${store.person}`, () => (isNew ? begin(store) : mend(store, evidence)));
}

/** A first device, unless another tab was quicker. */
async function begin(store: PersonStore): Promise<Health> {
  if (!(await readInside(store.db)).hasGuard) await becomeNewDevice(store);
  return { state: 'whole' };
}

async function mend(store: PersonStore, evidence: Evidence): Promise<Health> {
  await restoreCopies(store, await lackingEntries(store.db, evidence.listing));
  const judged = await judge(store.db, await readInside(store.db), evidence);
  if (judged.state === 'lost') return judged;
  if (judged.state === 'keyless') await becomeNewDevice(store, judged.device);
  else await setHead(store.db, judged.head);
  return { state: 'whole' };
}

/** By who may not mend: a store that only the page can set right is as good as none. */
function noticed(judged: Judgement): Health {
  return judged.state === 'lost' ? judged : { state: judged.state === 'whole' ? 'whole' : 'absent' };
}

async function readInside(db: PersonDb): Promise<Inside> {
  return db.transaction('r', db.meta, db.entries, async () => ({
    hasGuard: (await getMeta(db, 'guard')) !== undefined,
    head: (await getMeta(db, 'head')) ?? null,
    keyOf: (await getMeta(db, 'device'))?.id ?? null,
    former: (await getMeta(db, 'formerDevices')) ?? [],
    count: await db.entries.count(),
    besides: (await getMeta(db, 'besides')) ?? 0,
  }));
}

/** Counted, not read: a device may hold years of entries. */
async function isWhole(db: PersonDb, inside: Inside, evidence: Evidence): Promise<boolean> {
  const { head, keyOf, count, besides, hasGuard } = inside;
  if (!hasGuard || !head || keyOf !== head.device || count !== head.seq + besides) return false;
  const told = chainInQuestion(evidence, inside);
  if (told?.device !== head.device || told.seq > head.seq) return false;
  return (await lackingEntries(db, evidence.listing)).length === 0;
}

/** Every number of the chain, looked for. With nothing missing, the same device goes on from the last. */
async function judge(db: PersonDb, inside: Inside, evidence: Evidence): Promise<Judgement> {
  const told = chainInQuestion(evidence, inside);
  if (!told) return { state: 'keyless', device: null };
  const own = await ownNumbers(db, told.device);
  const lastSeq = [...own.keys()].reduce((last, seq) => Math.max(last, seq), told.seq);
  const missing = missingNumbers(new Set(own.keys()), lastSeq);
  const hasKey = inside.hasGuard && inside.keyOf === told.device;
  if (missing.length === 0) {
    if (!hasKey) return { state: 'keyless', device: told.device };
    const last = own.get(lastSeq);
    return {
      state: 'whole',
      head: { device: told.device, seq: lastSeq, id: last?.id ?? null, ...at(last?.claimedAt) },
    };
  }
  const [gap] = missing;
  return {
    state: 'lost',
    loss: {
      device: told.device,
      lastSeq,
      missing,
      after: own.get((gap?.from ?? 1) - 1)?.claimedAt ?? null,
      before: own.get((gap?.to ?? lastSeq) + 1)?.claimedAt ?? (gap?.to === told.seq ? (told.at ?? null) : null),
      healed: (await getMeta(db, 'healed')) ?? NOTHING_HEALED,
      goesOnAt: hasKey ? told : null,
    },
  };
}

interface Written {
  readonly id: string;
  readonly claimedAt: number;
}

/** Reads every own entry: only when something does not add up. */
async function ownNumbers(db: PersonDb, device: string): Promise<ReadonlyMap<number, Written>> {
  const own = new Map<number, Written>();
  await db.entries.each(({ id, header }) => {
    if (header.device === device) own.set(header.seq, { id, claimedAt: header.claimedAt });
  });
  return own;
}

/** From now on so many entries are right: those of the chain that are here, and those of devices this browser was before. */
export async function setHead(db: PersonDb, head: ChainHead): Promise<void> {
  await db.transaction('rw', db.meta, db.entries, async () => {
    await putMeta(db, 'head', head);
    await putMeta(db, 'besides', (await db.entries.count()) - head.seq);
  });
}

function at(claimedAt: number | undefined): { readonly at?: number } {
  return claimedAt === undefined ? {} : { at: claimedAt };
}
