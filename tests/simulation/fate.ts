import type { History } from './history.ts';
import type { Saved, SimDevice } from './sim-device.ts';
import type { Violation } from '#domain/invariants/violation.ts';
import { broken } from '#domain/invariants/violation.ts';
import { nothingVanished } from '#domain/invariants/outbox-is-whole.ts';
import { restoreLosesNothing } from '#domain/invariants/restore-loses-nothing.ts';
import { savedSurvives } from '#domain/invariants/saved-survives.ts';

/** I1, I5, I13, I16: what became of everything that was called saved. */
export function fateOfSaved(history: History): readonly Violation[] {
  const { saved, server, devices } = history;
  const atServer = new Set(server.log.entries.map(({ receipt }) => receipt.entry));
  const onDevices = new Set(devices.flatMap(withWords));
  const named = new Set(
    saved.filter((one) => isNamed(one) && !atServer.has(one.id) && !onDevices.has(one.id)).map(({ id }) => id),
  );
  if (named.size > 0) history.world.counters['lost-and-named'] += named.size;
  const wrong = new Set(saved.filter((one) => isWrong(history, one)).map(({ id }) => id));
  const notArrived = restoreLosesNothing(onDevices, atServer, wrong);
  return [
    ...savedSurvives(
      saved.map(({ id }) => id),
      { atServer, onDevices, named },
    ),
    ...(server.hasRestored ? notArrived : notArrived.map(({ what }) => broken('I1', what))),
    ...(server.hasRestored ? [] : lostInSpiteOfCopy(saved.filter(({ id }) => named.has(id)))),
    ...devices.flatMap((device) => vanished(history, device)),
    ...saved.flatMap((one) => (isWrong(history, one) ? shownToAuthor(one) : [])),
  ];
}

/** The server cannot take it, and it stays with its author. */
function isWrong({ server }: History, { id, fate }: Saved): boolean {
  return fate === 'malformed' || fate === 'huge' || server.stumblesOver.has(id);
}

function shownToAuthor({ id, fate, device: { disk } }: Saved): readonly Violation[] {
  if (!disk.entries.has(id)) return [];
  if (fate === 'stumble')
    return disk.receipts.has(id) ? [broken('I5', `${id} has a receipt, and the server fails on it`)] : [];
  return disk.quarantine.has(id) ? [] : [broken('I13', `${fate} ${id} is not shown to its author`)];
}

function withWords({ disk }: SimDevice): readonly string[] {
  return [...disk.entries].filter(([, { entry }]) => entry.payload !== null).map(([id]) => id);
}

/** Its number lies in a loss its device found; or its words left with their case, and only the header tells that it was. */
function isNamed({ id, entry, device }: Saved): boolean {
  const left = device.disk.entries.get(id);
  return isInLoss(device, entry.header) || (left !== undefined && left.entry.payload === null);
}

function isInLoss({ losses }: SimDevice, header: { readonly device: string; readonly seq: number }): boolean {
  return losses.some(
    ({ device, afterSeq, upToSeq }) => device === header.device && header.seq > afterSeq && header.seq <= upToSeq,
  );
}

/** Saved is said after the second copy is written: where there is one, no single fault loses anything. */
function lostInSpiteOfCopy(named: readonly Saved[]): readonly Violation[] {
  return named
    .filter(({ device }) => device.disk.copy !== null)
    .map(({ id }) => broken('I1', `${id} is called lost, and this device keeps second copies`));
}

function vanished({ saved }: History, device: SimDevice): readonly Violation[] {
  const own = saved.filter((one) => one.device === device);
  const lost = own.filter(({ entry }) => isInLoss(device, entry.header)).map(({ id }) => id);
  return nothingVanished(
    own.map(({ id }) => id),
    new Set(device.disk.entries.keys()),
    new Set(lost),
  );
}
