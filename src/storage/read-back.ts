import type { CaseState } from '#domain/case/case-state.ts';
import type { PersonStore } from './person-store.ts';
import { isKnownShape } from '#domain/case/bodies.ts';
import { foldCase } from '#domain/case/evolve.ts';
import { getMeta, putMeta } from './person-db.ts';
import { readCase } from './read-case.ts';
import { read, write } from './transact.ts';

/** How the replica stands, as the store itself has it. */
export interface ReplicaStanding {
  /** The first set of cases is whole. */
  readonly isWhole: boolean;
  /** How many it was said to hold. */
  readonly total: number | null;
  /** Asked for anew. */
  readonly need: readonly string[];
  /** Would leave this device once the person agrees. */
  readonly held: number;
  /** Last contact with the server, device clock; null when never. */
  readonly contactAt: number | null;
}

export async function replicaStanding({ db }: PersonStore): Promise<ReplicaStanding> {
  return read(db, [], async () => ({
    isWhole: (await getMeta(db, 'bootDone')) ?? false,
    total: (await getMeta(db, 'bootTotal')) ?? null,
    need: (await getMeta(db, 'need')) ?? [],
    held: ((await getMeta(db, 'held')) ?? []).length,
    contactAt: (await getMeta(db, 'contact'))?.at ?? null,
  }));
}

/** Which of these cases cannot be read, or are not what their records make of them: read and folded anew, not counted. */
export async function unreadableCases(store: PersonStore, ids: readonly string[]): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const id of ids) if (!(await isWholeCase(store, id))) broken.push(id);
  return broken;
}

async function isWholeCase(store: PersonStore, id: string): Promise<boolean> {
  let state: CaseState | null;
  try {
    state = await readCase(store, id);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
  if (state?.id !== id || state.lastSeq !== store.index.summaryOf(id)?.lastSeq) return false;
  // With erased words, or shapes newer than this build, a case comes as a snapshot and cannot be played again here.
  if (state.records.some(({ body, kind, kindV }) => body === null || !isKnownShape(kind, kindV))) return true;
  return foldCase(id, state.records).digest === state.digest;
}

/** The next exchange brings these cases as snapshots, and whatever else cannot be read where they lie. */
export async function askAnew(store: PersonStore, ids: readonly string[]): Promise<void> {
  const { db, index } = store;
  const packs = new Set(ids.map((id) => index.packOf(id)).filter((pack) => pack !== null));
  const neighbours = [...packs].flatMap((pack) => index.listOf(pack).map(({ id }) => id));
  const broken = await unreadableCases(store, neighbours);
  await write(db, [], async () => {
    const need = (await getMeta(db, 'need')) ?? [];
    await putMeta(db, 'need', [...new Set([...need, ...ids, ...broken])]);
  });
}
