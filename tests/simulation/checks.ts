import type { History } from './history.ts';
import type { SimDevice } from './sim-device.ts';
import { canonicalJson } from '#domain/kernel/canonical-json.ts';
import { isSignedByServer } from './fake-keys.ts';
import { isUnsent } from './device-disk.ts';
import { maySeeCase } from '#domain/people/policy.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';

const MAX_TIMERS = 20;
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
  if (history.devices.some((device) => blobs(history, device).length > 0)) {
    await runTimers(history);
    await wakeAll(history);
  }
  note(history);
  return [
    ...found,
    ...history.server.violations,
    ...history.devices.flatMap((device) => device.violations),
    ...allAtTheEnd(history),
  ];
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

/** Entries nothing is wrong with that a device has not got rid of. */
function stuck(history: History, device: SimDevice): readonly string[] {
  const poisoned = history.server.stumblesOver;
  return [...device.disk.entries.keys()].filter(
    (id) => isUnsent(device.disk, id) && !device.disk.quarantine.has(id) && !poisoned.has(id),
  );
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
    stuck(history, device).map((id) => `I14: ${id} still unsent after a round without faults`),
  );
}

function allAtTheEnd(history: History): readonly string[] {
  return [
    ...saved(history),
    ...receipts(history),
    ...chains(history),
    ...history.devices.flatMap((device) => [...replica(history, device), ...blobs(history, device)]),
  ];
}

/** I1, I5: what was saved is at the server; what cannot be there is with its author, who can see it. */
function saved(history: History): readonly string[] {
  const atServer = new Set(history.server.log.entries.map(({ receipt }) => receipt.entry));
  return history.saved.flatMap(({ id, device, fate }) => {
    const { disk } = device;
    if (!disk.entries.has(id)) return [`I5: ${id} vanished from its device`];
    if (fate === 'malformed' || fate === 'huge')
      return disk.quarantine.has(id) ? [] : [`I13: ${fate} ${id} is not shown to its author`];
    if (history.server.stumblesOver.has(id))
      return isUnsent(disk, id) ? [] : [`I5: ${id} left the outbox without a receipt`];
    return atServer.has(id) ? [] : [`I1: ${id} never arrived`];
  });
}

/** I2, I3, I5, I13, I17 for what each device holds. */
function receipts(history: History): readonly string[] {
  const bySeq = history.server.log.entries;
  return history.devices.flatMap(({ id: device, disk }) => {
    const found: string[] = [];
    for (const [id, receipt] of disk.receipts) {
      if (!isSignedByServer(receipt)) found.push(`I5: ${id} left the outbox by a receipt nobody signed`);
      if (JSON.stringify(bySeq[receipt.seq - 1]?.receipt) !== JSON.stringify(receipt))
        found.push(`I2: the server's receipt for ${id} is another`);
    }
    const unsent = [...disk.entries.keys()].filter((id) => isUnsent(disk, id)).length;
    if (unsent !== disk.unsent)
      found.push(`I17: ${device} says ${String(disk.unsent)} unsent, and has ${String(unsent)}`);
    return found;
  });
}

/** I3, I6 in the server's log, and I13: each author's device knows what became of every entry it wrote. */
function chains(history: History): readonly string[] {
  const found: string[] = [];
  const taken = new Set<string>();
  const ids = new Set<string>();
  const knownBy = new Map(history.saved.map(({ id, device }) => [id, device]));
  for (const { entry, receipt } of history.server.log.entries) {
    const place = `${entry.header.device} ${String(entry.header.seq)}`;
    if (ids.has(receipt.entry)) found.push(`I3: ${receipt.entry} is sequenced twice`);
    ids.add(receipt.entry);
    if (receipt.chain !== 'fork' && taken.has(place)) found.push(`I6: an unseen fork at ${place}`);
    if (receipt.chain === 'fork' && history.world.counters.clone === 0)
      found.push(`I6: ${place} forked without a copy of the device`);
    if (receipt.chain !== 'fork') taken.add(place);
    const author = knownBy.get(receipt.entry);
    if (author && !author.disk.receipts.has(receipt.entry))
      found.push(`I13: the author of ${receipt.entry} was not told: ${receipt.verdict.outcome}`);
  }
  return found;
}

/** I4, I8: the device's cases are the server's, as far as the person may see them, to the letter. */
function replica(history: History, device: SimDevice): readonly string[] {
  if (device.isRevoked) return [];
  const found: string[] = [];
  const visible = new Map(
    history.server.log
      .caseStates()
      .filter((state) => maySeeCase(device.person, state))
      .map((state) => [state.id, state]),
  );
  for (const [id, state] of visible) {
    const held = device.disk.cases.get(id);
    if (JSON.stringify(held) !== JSON.stringify(state))
      found.push(`I4: ${device.id} holds another ${id} (${String(held?.lastSeq)} of ${String(state.lastSeq)})`);
  }
  for (const id of device.disk.cases.keys()) {
    if (!visible.has(id) && !device.disk.leaving.has(id))
      found.push(`I8: ${device.id} holds ${id}, which is out of its scope`);
  }
  return found;
}

/** A revoked device hands in its entries; what its photos may do is the server's affair. */
function blobs(history: History, { disk, id: device, isRevoked }: SimDevice): readonly string[] {
  if (isRevoked) return [];
  return [...disk.blobs.values()].flatMap(({ blob, entry, bytes, receipt }) => {
    if (!disk.receipts.has(entry)) return [];
    const there = history.blobs.whole.get(blob);
    if (!receipt) return [`blob ${blob} of ${device} was not confirmed`];
    return there && Buffer.compare(there, bytes) === 0 ? [] : [`blob ${blob} was confirmed, and is not there`];
  });
}

/** Everything a clock must not change (I11): the log without the claims that depend on it, and the ids that hash them. */
export function fingerprint(history: History): string {
  const place = new Map(history.server.log.entries.map(({ receipt }, index) => [receipt.entry, index]));
  const log = history.server.log.entries.map(({ entry, receipt }) => {
    const { device, seq, case: caseId, kind, prev } = entry.header;
    const body = { ...entry.payload?.body };
    // A correction names its target by an id, which hashes a claimed time.
    if (typeof body['target'] === 'string') body['target'] = place.get(body['target']) ?? 'unknown';
    return {
      device,
      seq,
      case: caseId,
      kind,
      prev: prev === null ? -1 : (place.get(prev) ?? -2),
      verdict: { ...receipt.verdict },
      chain: receipt.chain,
      body,
    };
  });
  const cases = history.server.log.caseStates().map(({ id, lastSeq, status, assignee, dueAtMs, returns }) => ({
    id,
    lastSeq,
    status,
    assignee: { ...assignee },
    dueAtMs,
    returns,
  }));
  return sha256OfText(canonicalJson({ log, cases }));
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
