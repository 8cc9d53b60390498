import type { History } from './history.ts';
import type { SimDevice } from './sim-device.ts';
import { copyOfDisk, emptyDisk, overwriteDisk } from './device-disk.ts';
import { DAY_MS } from './history.ts';
import { enrol } from './desk.ts';
import { orderBody, UNITS } from './drafts.ts';

/** What may befall a history, and how often beside the others. */
const ACTIONS = {
  append: 30,
  'two-tabs': 5,
  malformed: 2,
  stumble: 1.5,
  huge: 1,
  wake: 12,
  'second-host': 3,
  kill: 4,
  link: 6,
  clock: 3,
  'server-clock': 1.5,
  time: 8,
  'long-silence': 1.5,
  dispatch: 8,
  'take-all': 0.3,
  'say-gone': 0.3,
  close: 2,
  'late-duplicate': 4,
  revoke: 0.4,
  clone: 0.7,
  damage: 0.7,
  'back-up': 2.5,
  restore: 2.5,
  remember: 2,
  empty: 0.8,
  tear: 1.2,
  'lose-blobs': 0.6,
};
export type Action = keyof typeof ACTIONS;

type Deed = (history: History, device: SimDevice) => void | Promise<void>;

const DEEDS: Readonly<Record<Action, Deed>> = {
  append: (history, device) => history.append(device, 'good'),
  'two-tabs': (history, device) => {
    history.world.counters['two-tabs']++;
    history.append(device, 'good');
    history.append(device, 'good');
  },
  malformed: (history, device) => {
    history.world.counters['poison-malformed']++;
    history.append(device, 'malformed');
  },
  stumble: (history, device) => {
    history.world.counters['poison-500']++;
    history.append(device, 'stumble');
  },
  huge: (history, device) => history.append(device, 'huge'),
  wake: ({ world }, device) =>
    device.wake(world.random.pick(['online', 'timer', 'live', 'sync-event', 'visible', 'button'] as const)),
  'second-host': secondHost,
  kill: (_, device) => device.killOneHost(),
  link: (_, device) => {
    device.link.isUp = !device.link.isUp;
  },
  clock: ({ world }, device) => {
    world.counters['clock-jump']++;
    device.clockShiftMs += world.random.pick([-3 * DAY_MS, -60_000, 60_000, 3 * DAY_MS]);
  },
  'server-clock': ({ world, server }) => {
    world.counters['server-clock']++;
    server.clockShiftMs += world.random.pick([-400 * DAY_MS, -3_600_000, 90_000, 30 * DAY_MS]);
  },
  time: ({ world }) => (world.hasSleepers ? world.wakeNextSleeper() : undefined),
  /** Weeks or half a year without any network: nothing expires. */
  'long-silence': ({ world }, device) => {
    world.counters['long-silence']++;
    device.link.isUp = false;
    world.nowMs += world.random.pick([8, 30, 180]) * DAY_MS;
  },
  dispatch: ({ world, desk, cases }) => {
    world.counters.reassign++;
    return desk.assign(world.random.pick(cases), world.random.pick(UNITS));
  },
  /** A fault at the office: everything goes to one unit at once (fault 52 as far as a device can see it). */
  'take-all': async ({ world, desk, cases }) => {
    world.counters['mass-removal']++;
    const unit = world.random.pick(UNITS);
    for (const id of cases) await desk.assign(id, unit);
  },
  'say-gone': ({ world, server, cases }) => {
    world.counters['falsely-gone']++;
    // So few at a time are believed; only many at once are a person's to judge.
    if (cases.length > 3) server.falselyGone = cases;
  },
  close: ({ world, desk, cases }) => desk.close(world.random.pick(cases)),
  'late-duplicate': ({ world, server, late }) => {
    const again = late.shift();
    if (!again) return;
    world.counters['late-duplicate']++;
    void server.answer(again.request, again.person);
  },
  revoke: async ({ world, server, devices }, device) => {
    world.counters.revoke++;
    for (const other of devices) if (other.id === device.id) other.isRevoked = true;
    await server.log.write(async (log) => log.revoke(device.id, world.nowMs));
  },
  clone,
  damage: ({ world, damaged }, device) => {
    const [state] = device.disk.cases.values();
    if (!state) return;
    world.counters['damaged-case']++;
    device.disk.cases.set(state.id, { ...state, digest: 'damaged' });
    damaged.add(state.id);
  },
  'back-up': ({ server, blobs }) => server.backUp(blobs.backup()),
  restore,
  /** A state of the disk that a torn log may bring back. */
  remember: (_, device) => {
    device.earlier = copyOfDisk(device.disk);
  },
  empty: async (history, device) => {
    if (device.losses.length > 0) return;
    history.world.counters['loss-emptied']++;
    overwriteDisk(device.disk, emptyDisk(device.id));
    await reopen(history, device);
  },
  tear: async (history, device) => {
    if (device.losses.length > 0 || device.earlier?.device !== device.id) return;
    history.world.counters['loss-torn']++;
    overwriteDisk(device.disk, device.earlier);
    await reopen(history, device);
  },
  'lose-blobs': async (history, device) => {
    history.world.counters['loss-blobs']++;
    for (const blob of device.disk.blobs.values()) blob.bytes = null;
    await reopen(history, device);
  },
};

/** One thing happens, to a device chance picks. */
export async function act(history: History): Promise<void> {
  const { random } = history.world;
  const device = random.pick(history.devices);
  await DEEDS[random.weighted(weightsOf(history))](history, device);
}

function weightsOf({ only, cases }: History): typeof ACTIONS {
  if (only) return Object.fromEntries(only.map((action) => [action, Math.max(4, ACTIONS[action])])) as typeof ACTIONS;
  return cases.length > 3 ? { ...ACTIONS, 'take-all': 6, 'say-gone': 6 } : ACTIONS;
}

function secondHost({ world }: History, device: SimDevice): void {
  if (device.hostCount >= 2) return;
  const { random, counters } = world;
  const app = random.pick(['same', 'same', 'same', 'newer', 'old'] as const);
  const offMs = random.pick([0, 0, -3 * DAY_MS, 40_000]);
  if (app !== 'same') counters[app === 'old' ? 'old-protocol' : 'newer-app']++;
  if (offMs !== 0) counters['other-host-clock']++;
  device.startHost(app, offMs);
}

function clone(history: History, { person, publicKey, disk, clockShiftMs, isRevoked, losses }: SimDevice): void {
  if (history.devices.length > 3) return;
  history.world.counters.clone++;
  const copy = history.deviceOf({
    ...{ person, publicKey, disk: copyOfDisk(disk) },
    clockShiftMs: clockShiftMs - history.clocksOffByMs,
  });
  copy.isRevoked = isRevoked;
  copy.losses.push(...losses);
  copy.isUnwoken = true;
  history.devices.push(copy);
}

/** Whoever was enrolled after the backup signs in again; the office hands in again what it wrote. */
async function restore(history: History): Promise<void> {
  const { server, blobs, desk, devices } = history;
  if (!server.hasBackup) return;
  const files = server.restore(history.restoreBy);
  // By hand it is the database that is put back; the folder of files stays as it is (INV-16 says what that leaves out).
  const there = history.restoreBy === 'by-hand' ? blobs.backup() : files;
  blobs.restore(history.doubles.filesNotRestored ? new Map() : there);
  await desk.resume(orderBody);
  for (const device of devices) {
    const row = server.log.deviceRow(device.id);
    if (row === null) await enrol(server, { id: device.id, publicKey: device.publicKey }, device.person);
    device.isRevoked = row !== null && row.revokedAt !== null;
    device.isUnwoken = true;
  }
}

async function reopen(history: History, device: SimDevice): Promise<void> {
  const fresh = device.reopen();
  if (fresh && history.server.log.deviceRow(fresh.id) === null) await enrol(history.server, fresh, device.person);
}
