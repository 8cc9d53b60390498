import type { Trouble } from '#protocol/sync.ts';
import type { MetaValues } from '../rows.ts';
import type { PersonDb } from '../person-db.ts';
import type { PersonStore } from '../person-store.ts';
import type { StoreLoss } from './heal.ts';
import type { NumberRange } from './number-ranges.ts';
import { exclusively } from '../exclusive.ts';
import { getMeta, putMeta } from '../person-db.ts';
import { becomeNewDevice } from '../new-device.ts';
import { write } from '../transact.ts';
import { setHead } from './heal.ts';
import { countOf, withoutNumbers } from './number-ranges.ts';

export type KeptLoss = MetaValues['losses'][number];

/** What the server says it holds of a device's chain. */
export interface ServerHolds {
  readonly numbers: ReadonlySet<number>;
  /** Photos of those entries that it does not have. */
  readonly missingPhotos: readonly string[];
}

/** Minus what the server has. */
export function afterAsking(loss: StoreLoss, holds: ServerHolds): StoreLoss {
  return { ...loss, missing: withoutNumbers(loss.missing, holds.numbers) };
}

/**
 * The person has read what is gone, or nothing is. The same device goes on only when every number is accounted for and the server knows of
 * none beyond; else a new one does, for a number given twice would be a fork (I6). The loss is kept until the office has it.
 */
export async function goOnAfter(store: PersonStore, loss: StoreLoss, holds: ServerHolds | null): Promise<void> {
  await exclusively(`jiban-append-${store.person}`, async () => {
    // Another tab of the same person was quicker.
    if ((await getMeta(store.db, 'formerDevices'))?.includes(loss.device)) return;
    const isBehind = holds === null || [...holds.numbers].some((seq) => seq > loss.lastSeq);
    if (loss.goesOnAt && loss.missing.length === 0 && !isBehind) {
      await setHead(store.db, loss.goesOnAt);
      return;
    }
    await becomeNewDevice(store, loss.device);
    if (loss.missing.length === 0) return;
    const { device, missing, after, before } = loss;
    await keepLoss(store, { device, missing, after, before, since: Date.now(), isAsked: holds !== null });
  });
}

async function keepLoss({ db }: PersonStore, loss: KeptLoss): Promise<void> {
  await write(db, [], async () => {
    const others = ((await getMeta(db, 'losses')) ?? []).filter(({ device }) => device !== loss.device);
    await putMeta(db, 'losses', [...others, loss]);
  });
}

/** Losses that were told before the server could be asked. */
export async function unaskedLosses({ db }: PersonStore): Promise<readonly KeptLoss[]> {
  return ((await getMeta(db, 'losses')) ?? []).filter(({ isAsked }) => !isAsked);
}

/** The server has been asked: what it holds is no loss. */
export async function settleLoss({ db }: PersonStore, device: string, holds: ServerHolds): Promise<void> {
  await write(db, [], async () => {
    const losses = ((await getMeta(db, 'losses')) ?? []).map((loss) =>
      loss.device === device ? { ...loss, isAsked: true, missing: withoutNumbers(loss.missing, holds.numbers) } : loss,
    );
    await putMeta(
      db,
      'losses',
      losses.filter(({ missing }) => missing.length > 0),
    );
  });
}

const TELLS_FOR_MS = 30 * 86_400_000;

/** For the office, on every contact for a month: one that came while nobody looked would be as good as none. Inside a transaction. */
export async function lossTroubles(db: PersonDb, nowMs: number): Promise<readonly Trouble[]> {
  const losses = (await getMeta(db, 'losses')) ?? [];
  return losses
    .filter(({ since, isAsked }) => isAsked && nowMs - since < TELLS_FOR_MS)
    .map(({ missing, since }) => ({
      code: 'records-lost',
      detail: `${String(countOf(missing))}: ${numbersOf(missing)}`.slice(0, 300),
      entry: null,
      kind: null,
      since,
    }));
}

function numbersOf(ranges: readonly NumberRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${String(from)}–${String(to)}`)).join(', ');
}
