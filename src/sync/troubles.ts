import type { Clock, LocalStore, SyncPosition, Transport } from './ports.ts';
import type { DeviceHealth, Trouble } from '#protocol/sync.ts';
import type { EngineMemory } from './engine-memory.ts';

export interface BeaconPorts {
  readonly store: LocalStore;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** As many as a request may carry. */
const MAX_TROUBLES = 20;
/** What was said and has not changed is said again after this long: the office may have been restored from a backup since. */
const REPEAT_MS = 10 * 60_000;
/** Causes that no beacon could tell of either, or that the server knows better itself. Each is in the health of the next exchange. */
const NOT_WORTH_A_BEACON: ReadonlySet<string> = new Set(['offline', 'captive-portal', 'server-error']);

/** The position, with what only the engine knows: entries the server itself fails on. */
export async function readPosition(store: LocalStore, memory: EngineMemory): Promise<SyncPosition> {
  const position = await store.position();
  return { ...position, health: { ...position.health, troubles: troublesOf(position.health, memory) } };
}

function troublesOf({ troubles = [] }: DeviceHealth, memory: EngineMemory): Trouble[] {
  const about = { code: 'poison', detail: '', kind: null, since: memory.heldSinceMs };
  return [...troubles, ...[...memory.held].map((entry) => ({ ...about, entry }))].slice(0, MAX_TROUBLES);
}

/**
 * A device in trouble says so before anything else, by its own signature: also when the session has ended, and when what it holds cannot be
 * sent. Never fails and never holds up the pass for more than one request; what could not be said is said with the next pass.
 */
export async function tellTroubles({ store, transport, clock }: BeaconPorts, memory: EngineMemory): Promise<void> {
  const { health } = await readPosition(store, memory);
  await say(health.troubles ?? [], { store, transport, clock }, memory);
}

/** The device's own store failed: said of what was known before. */
export async function tellOfStorage({ store, transport, clock }: BeaconPorts, memory: EngineMemory): Promise<void> {
  const storage: Trouble = { code: 'storage', detail: '', entry: null, kind: null, since: clock.now() };
  await say([storage], { store, transport, clock }, memory);
}

async function say(troubles: readonly Trouble[], ports: BeaconPorts, memory: EngineMemory): Promise<void> {
  if (!troubles.some(isWorthABeacon)) return;
  const words = JSON.stringify(troubles.map(({ code, entry }) => [code, entry]));
  const nowMs = ports.clock.now();
  const isSaid = memory.told?.words === words && Math.abs(nowMs - memory.told.atMs) < REPEAT_MS;
  if (isSaid) return;
  const beacon = await ports.store.beacon(troubles);
  if (beacon && (await ports.transport.beacon(beacon))) memory.told = { words, atMs: nowMs };
}

function isWorthABeacon({ code, entry }: Trouble): boolean {
  return entry !== null || !NOT_WORTH_A_BEACON.has(code);
}
