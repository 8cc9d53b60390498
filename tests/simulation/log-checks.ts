import type { ChainPart, OwnEntry } from '#domain/invariants/views.ts';
import type { History } from './history.ts';
import type { SimDevice } from './sim-device.ts';
import type { Violation } from '#domain/invariants/violation.ts';
import { authorKnows, quarantineIsShown } from '#domain/invariants/refusals-are-shown.ts';
import { badgeIsTrue } from '#domain/invariants/badge-is-true.ts';
import { broken } from '#domain/invariants/violation.ts';
import { caseCounts, countsAsRecomputed } from '#domain/invariants/figures-recomputed.ts';
import { DESK_PEOPLE } from './desk.ts';
import { foldCase } from '#domain/case/evolve.ts';
import { foldsAsTold } from '#domain/invariants/folds-as-told.ts';
import { forksAreSeen } from '#domain/invariants/one-chain.ts';
import { isSignedByServer } from './fake-keys.ts';
import { keptUnchanged } from '#domain/invariants/kept-unchanged.ts';
import { legalStates } from '#domain/invariants/legal-states.ts';
import { logIsWhole } from '#domain/invariants/log-is-whole.ts';
import { noHole } from '#domain/invariants/no-hole.ts';
import { outboxIsWhole } from '#domain/invariants/outbox-is-whole.ts';
import { ownChainContinues } from '#domain/invariants/one-chain.ts';
import { receiptsStand } from '#domain/invariants/receipts-stand.ts';
import { sequencedOnce } from '#domain/invariants/sequenced-once.ts';
import { verdictsReplay } from '#domain/invariants/verdicts-replay.ts';

/** Hashing and folding the whole log anew is most of what a short history costs: done for every so many. */
const THOROUGH_EVERY = 4;

/** What holds of the server's log, and between it and each device's own entries. */
export function logHolds(history: History): readonly Violation[] {
  const { log } = history.server;
  return [
    ...sequencedOnce(log.entries),
    ...forksAreSeen(log.entries),
    ...unexplainedForks(history),
    ...log.caseStates().flatMap(legalStates),
    ...unchanged(history),
    ...noHole(log.entries, excusedNumbers(history)),
    ...(history.seed % THOROUGH_EVERY === 0 ? thoroughly(history) : []),
    ...history.devices.flatMap((device) => ownEntriesHold(history, device)),
  ];
}

function thoroughly({ server: { log }, people }: History): readonly Violation[] {
  const persons = new Map([...people, ...DESK_PEOPLE].map((person) => [person.id, person]));
  const states = log.caseStates();
  return [
    ...logIsWhole(log.entries, log.checkpoint),
    ...verdictsReplay(log.entries, (id) => persons.get(id) ?? null),
    ...states.flatMap(foldsAsTold),
    ...countsAsRecomputed(
      caseCounts(states),
      states.map(({ id, records }) => foldCase(id, records)),
    ),
  ];
}

function ownEntriesHold({ server: { log } }: History, { disk, id }: SimDevice): readonly Violation[] {
  const own = ownEntriesOf(disk);
  // What has left this device with its case cannot be offered again, so that its receipt may have to fall.
  const offered = own.filter((one) => disk.entries.get(one.id)?.entry.payload !== null);
  const receipts = offered.flatMap(({ receipt }) => (receipt ? [receipt] : []));
  return [
    ...receipts
      .filter((receipt) => !isSignedByServer(receipt))
      .map(({ entry }) => broken('I5', `${entry} left the outbox by a receipt nobody signed`)),
    ...receiptsStand(receipts, log.entries, log.checkpoint),
    ...outboxIsWhole(own),
    ...quarantineIsShown(own),
    ...badgeIsTrue(disk.unsent, own).map(({ what }) => broken('I17', `${id} ${what}`)),
    ...ownChainContinues({ device: disk.device, ...disk.head }, own),
    ...authorKnows(log.entries, new Map(own.map((one) => [one.id, one]))),
  ];
}

function ownEntriesOf(disk: SimDevice['disk']): readonly OwnEntry[] {
  return [...disk.entries].map(([id, { entry }]) => {
    const isQuarantined = disk.quarantine.has(id);
    const receipt = disk.receipts.get(id) ?? null;
    return {
      id,
      header: entry.header,
      receipt,
      isQuarantined,
      isShown: isQuarantined,
      isQueued: !isQuarantined && receipt === null,
    };
  });
}

function unexplainedForks({ server, world }: History): readonly Violation[] {
  if (world.counters.clone > 0) return [];
  return server.log.entries
    .filter(({ receipt }) => receipt.chain === 'fork')
    .map(({ receipt }) => broken('I6', `${receipt.entry} forked without a copy of the device`));
}

/** I20 for everything a newer app wrote. */
function unchanged({ saved, server }: History): readonly Violation[] {
  const later = new Map(saved.filter(({ entry }) => isLater(entry.header)).map(({ id, entry }) => [id, entry]));
  return server.log.entries.flatMap(({ entry, receipt }) => {
    const written = later.get(receipt.entry);
    return written ? keptUnchanged(receipt.entry, written, entry) : [];
  });
}

function isLater({ kind, kindV }: { readonly kind: string; readonly kindV: number }): boolean {
  return kind === 'later-kind' || kindV > 1;
}

/** I19: numbers that are on a device still, or were named as lost. */
function excusedNumbers({ devices }: History): readonly ChainPart[] {
  const byDevice = Map.groupBy(
    devices.flatMap(({ disk, losses }) => [
      ...[...disk.entries.values()].map(({ entry }) => ({ device: entry.header.device, seq: entry.header.seq })),
      ...losses.flatMap(({ device, afterSeq, upToSeq }) =>
        Array.from({ length: upToSeq - afterSeq }, (_, i) => ({ device, seq: afterSeq + 1 + i })),
      ),
    ]),
    ({ device }) => device,
  );
  return [...byDevice].map(([device, places]) => ({ device, seqs: places.map(({ seq }) => seq) }));
}
