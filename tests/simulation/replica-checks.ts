import type { CaseState } from '#domain/case/case-state.ts';
import type { History } from './history.ts';
import type { SimDevice } from './sim-device.ts';
import type { StoredBlob } from './device-disk.ts';
import type { Violation } from '#domain/invariants/violation.ts';
import { broken } from '#domain/invariants/violation.ts';
import { equalCases } from '#domain/invariants/equal-cases.ts';
import { isSignedByServer } from './fake-keys.ts';
import { isUnconfirmed } from './device-disk.ts';
import { maySeeCase } from '#domain/people/policy.ts';
import { withinScope } from '#domain/invariants/within-scope.ts';

/** I4, I8: the device's cases are the server's, as far as the person may see them, to the letter. */
export function replicaHolds({ server }: History, { disk, person, id, isRevoked }: SimDevice): readonly Violation[] {
  if (isRevoked) return [];
  // A file put back by hand: the same entries in the same places, received once more.
  const asReceived = (state: CaseState): CaseState => (server.hasRestored ? withoutTimes(state) : state);
  const states = server.log.caseStates().map(asReceived);
  const held = new Map([...disk.cases].map(([caseId, state]) => [caseId, asReceived(state)]));
  const visible = new Map(states.filter((state) => maySeeCase(person, state)).map((state) => [state.id, state]));
  const known = new Map(states.map((state) => [state.id, state]));
  const unknown = [...disk.cases.keys()].filter((caseId) => !known.has(caseId));
  return [
    ...equalCases(id, held, visible),
    ...withinScope(
      person,
      [...disk.cases.keys()].flatMap((caseId) => known.get(caseId) ?? []),
      new Set([...disk.leaving, ...disk.held]),
    ),
    ...unknown
      .filter((caseId) => !disk.leaving.has(caseId))
      .map((caseId) => broken('I8', `${caseId} is held by ${id}, and the server has none`)),
  ];
}

function withoutTimes(state: CaseState): CaseState {
  return { ...state, records: state.records.map((record) => ({ ...record, receivedAt: 0 })) };
}

/** Photos the server ought to have confirmed by now. A revoked device hands in its entries; what its photos may do is the server's affair. */
export function unconfirmedPhotos({ disk, isRevoked }: SimDevice): readonly StoredBlob[] {
  if (isRevoked) return [];
  return [...disk.blobs.values()].filter((blob) => isUnconfirmed(blob) && disk.receipts.has(blob.entry));
}

/** I1 for photos: confirmed means that the very bytes are there; a photo that is gone is said to be. */
export function lostPhotos(history: History, device: SimDevice): readonly Violation[] {
  const { disk, id, isRevoked } = device;
  const confirmed = isRevoked ? [] : [...disk.blobs.values()].filter(({ receipt, bytes }) => receipt && bytes);
  return [
    ...unconfirmedPhotos(device).map(({ blob }) => broken('I1', `photo ${blob} of ${id} was not confirmed`)),
    ...confirmed
      .filter(({ receipt }) => receipt && !isSignedByServer(receipt))
      .map(({ blob }) => broken('I5', `photo ${blob} of ${id} is called sent by a receipt nobody signed`)),
    ...confirmed
      .filter(
        ({ blob, bytes }) => Buffer.compare(history.blobs.whole.get(blob) ?? Buffer.of(), bytes ?? Buffer.of()) !== 0,
      )
      .map(({ blob }) => broken('I2', `photo ${blob} was confirmed, and is not there`)),
    ...[...disk.blobs.values()]
      .filter(({ isDamaged }) => isDamaged && disk.copy !== null && device.losses.length === 0)
      .map(({ blob }) => broken('I1', `photo ${blob} of ${id} is called lost, and its second copy was there`)),
  ];
}
