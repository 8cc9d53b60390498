import type { History } from './history.ts';
import type { SimDevice } from './sim-device.ts';
import type { Violation } from '#domain/invariants/violation.ts';
import { delaysNoOther } from '#domain/invariants/delays-no-other.ts';
import { fateOfSaved } from './fate.ts';
import { freeOfClocks } from '#domain/invariants/free-of-clocks.ts';
import { isUnsent } from './device-disk.ts';
import { logHolds } from './log-checks.ts';
import { lostPhotos, replicaHolds, unconfirmedPhotos } from './replica-checks.ts';

const MAX_TIMERS = 40;
const ROUNDS = 2;

/** Brings the history to its end without faults, checking liveness on the way, and answers what does not hold. */
export async function finish(history: History): Promise<readonly string[]> {
  const found: string[] = [];
  await history.calm();
  await runTimers(history);
  found.push(...byTimersAlone(history));
  for (let round = 0; round < ROUNDS; round++) {
    await wakeAll(history);
    if (round === 0) found.push(...afterOneRound(history));
  }
  // A photo that failed waits longer than an entry.
  if (history.devices.some((device) => unconfirmedPhotos(device).length > 0)) {
    await runTimers(history);
    await wakeAll(history);
  }
  note(history);
  return [
    ...found,
    ...history.server.violations,
    ...history.devices.flatMap((device) => device.violations),
    ...atTheEnd(history).map(({ invariant, what }) => `${invariant}: ${what}`),
  ];
}

/** Every invariant that a history can show, by the code of src/domain/invariants. */
function atTheEnd(history: History): readonly Violation[] {
  return [
    ...fateOfSaved(history),
    ...logHolds(history),
    ...history.devices.flatMap((device) => [...replicaHolds(history, device), ...lostPhotos(history, device)]),
  ];
}

/** Everything a clock must not change (I11). */
export function fingerprint({ server }: History): string {
  return freeOfClocks(server.log.entries, server.log.caseStates());
}

async function wakeAll(history: History): Promise<void> {
  for (const device of history.devices) device.wake('button');
  await history.drain();
}

async function runTimers(history: History): Promise<void> {
  await history.drain();
  for (let fired = 0; fired < MAX_TIMERS && history.world.hasSleepers; fired++) {
    history.world.wakeNextSleeper();
    await history.drain();
  }
}

/** What the server cannot take as it is. */
function wrongEntries({ server, saved }: History): ReadonlySet<string> {
  const wrong = saved.filter(({ fate }) => fate === 'malformed' || fate === 'huge').map(({ id }) => id);
  return new Set([...wrong, ...server.stumblesOver]);
}

function stuck(history: History, { disk }: SimDevice): readonly Violation[] {
  const waiting = [...disk.entries.keys()].filter((id) => isUnsent(disk, id) && !disk.quarantine.has(id));
  return delaysNoOther(waiting, wrongEntries(history));
}

/** ENGINE-3: a device whose engine was woken after its last entry needs no further help. */
function byTimersAlone(history: History): readonly string[] {
  return history.devices
    .filter((device) => !device.isUnwoken && !device.isRevoked && stuck(history, device).length > 0)
    .map(({ id }) => `liveness: timers alone did not empty ${id}`);
}

/** I14: a poisoned entry delays no other by more than one round. */
function afterOneRound(history: History): readonly string[] {
  return history.devices.flatMap((device) =>
    stuck(history, device).map(({ invariant, what }) => `${invariant}: ${what}`),
  );
}

function note(history: History): void {
  const { counters } = history.world;
  for (const { receipt } of history.server.log.entries) {
    if (receipt.verdict.outcome !== 'accepted') counters[receipt.verdict.outcome]++;
    if (receipt.chain !== 'ok') counters[receipt.chain]++;
  }
  for (const { disk } of history.devices) {
    counters.quarantined += disk.quarantine.size;
    counters['blob-confirmed'] += [...disk.blobs.values()].filter(({ receipt }) => receipt).length;
  }
  if (history.server.stumblesOver.size > 0) counters['held-back']++;
}
