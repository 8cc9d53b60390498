import type { EntryRow } from './rows.ts';
import type { Found } from './found.ts';
import type { OwnEntry } from '#domain/invariants/views.ts';
import type { PersonStore } from './person-store.ts';
import type { Violation } from '#domain/invariants/violation.ts';
import { badgeIsTrue } from '#domain/invariants/badge-is-true.ts';
import { broken } from '#domain/invariants/violation.ts';
import { entryIdOf } from '#domain/log/seal.ts';
import { getMeta } from './person-db.ts';
import { outboxIsWhole } from '#domain/invariants/outbox-is-whole.ts';
import { ownChainContinues } from '#domain/invariants/one-chain.ts';
import { quarantineIsShown } from '#domain/invariants/refusals-are-shown.ts';
import { read } from './transact.ts';
import { receiptStands } from '#domain/log/standing.ts';
import { unsentFacts } from './unsent-facts.ts';

/** The newest own entries that are looked at; hashed anew are fewer. */
const LOOKED_AT = 500;
const HASHED = 20;

/** I2, I5, I6, I13, I17 and I20 for the newest own entries. */
export async function auditEntries({ db }: PersonStore): Promise<readonly Found[]> {
  const facts = await read(db, ['entries', 'blobs'], async () => ({
    rows: (await db.entries.orderBy('n').reverse().limit(LOOKED_AT).toArray()).reverse(),
    count: await db.entries.count(),
    unsent: (await unsentFacts(db)).entries.length,
    head: await getMeta(db, 'head'),
    besides: (await getMeta(db, 'besides')) ?? 0,
    checkpoint: (await getMeta(db, 'contact'))?.checkpoint,
  }));
  const { rows, count, unsent, head, besides, checkpoint } = facts;
  const own = rows.map(ownEntryOf);
  const isAll = count <= LOOKED_AT;
  const found: Violation[] = [
    ...outboxIsWhole(own),
    ...quarantineIsShown(own),
    ...(isAll ? badgeIsTrue(unsent, own) : []),
    ...(head ? chainOf(head, own, { isAccounted: count === head.seq + besides, isAll }) : []),
    ...rows
      .slice(-HASHED)
      .filter(isAltered)
      .map(({ id }) => broken('I20', `${id} is not what was signed`)),
    ...(checkpoint ? rows.filter((row) => isGone(row, checkpoint)) : []).map(({ id, header }) =>
      broken('I2', `number ${String(header.seq)} (${id}): the server lost it, and its words left this device`),
    ),
  ];
  return found.map((violation) => ({ ...violation, case: null }));
}

function ownEntryOf({ id, header, receipt, stage, flag }: EntryRow): OwnEntry {
  const isQuarantined = stage === 'quarantined';
  return { id, header, receipt: receipt ?? null, isQueued: stage === 'unsent', isQuarantined, isShown: flag === 1 };
}

type Head = Parameters<typeof ownChainContinues>[0];

/** A gap that is accounted for (the server has what is missing here) is none; the chain is then looked at from behind it. */
function chainOf(
  head: Head,
  own: readonly OwnEntry[],
  { isAccounted, isAll }: { readonly isAccounted: boolean; readonly isAll: boolean },
): readonly Violation[] {
  const links = own.filter(({ header }) => header.device === head.device).sort((a, b) => a.header.seq - b.header.seq);
  if (links.length === 0 && !isAll) return [];
  const gap = links.findLastIndex(({ header }, i) => i > 0 && header.seq > (links[i - 1]?.header.seq ?? 0) + 1);
  const after = isAccounted && gap > 0 ? links.slice(gap) : links;
  // The last number may itself be one that only the server has.
  const isBehind = isAccounted && (after.at(-1)?.header.seq ?? 0) < head.seq;
  return isBehind ? [] : ownChainContinues(head, after);
}

function isAltered({ id, header }: EntryRow): boolean {
  return entryIdOf(header) !== id;
}

/** Nobody can offer it again: a restored server lacks it, and here only its header is left (I16). */
function isGone({ receipt, payload }: EntryRow, checkpoint: Parameters<typeof receiptStands>[1]): boolean {
  return receipt !== undefined && payload === null && !receiptStands(receipt, checkpoint);
}
