import type { devices } from '#app/state/devices.svelte.ts';
import { isOlderVersion } from './version-order.ts';

export type Device = (typeof devices.list)[number];
export type DeviceItem = NonNullable<NonNullable<Device['health']>['troubles']>[number];

/** What a device needs somebody for, the gravest first: the order of the wall. */
export const TROUBLES = [
  'lost',
  'stuck',
  'halted',
  'long-unsent',
  'unsent',
  'space',
  'clock',
  'outdated',
  'silent',
  'new',
  'none',
  'revoked',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** What only a person can mend. */
export const NEEDS_HELP: ReadonlySet<Trouble> = new Set<Trouble>(['lost', 'stuck', 'halted', 'long-unsent']);

const HOUR_MS = 3_600_000;
/** A field day without a signal is usual; a night is not. */
const UNHEARD_WITH_WORK_MS = 12 * HOUR_MS;
const UNHEARD_MS = 7 * 24 * HOUR_MS;
/** A visit with photos needs tens of megabytes. */
const LOW_SPACE_BYTES = 200_000_000;
/** More than that and times on the records look wrong to whoever reads them. */
const WRONG_CLOCK_MS = 120_000;

const LOSSES: ReadonlySet<string> = new Set(['records-lost']);
/** Causes that time alone mends. */
const PASSES: ReadonlySet<string> = new Set(['offline', 'captive-portal', 'server-error']);

export interface Beside {
  readonly nowMs: number;
  /** Version of the server; null while it is not known. */
  readonly version: string | null;
}

export function unsentOf({ health }: Device): number {
  return health ? health.unsentEntries + health.unsentBlobs : 0;
}

/** By sync or beacon: that somebody is there. */
function heardAt({ lastContactAt, beaconAt }: Device): number | null {
  return lastContactAt === null && beaconAt === null ? null : Math.max(lastContactAt ?? 0, beaconAt ?? 0);
}

export function itemsOf({ health }: Device): readonly DeviceItem[] {
  return health?.troubles ?? [];
}

export function isOutdated({ health }: Device, version: string | null): boolean {
  return health !== null && version !== null && isOlderVersion(health.appVersion, version);
}

export function troubleOf(device: Device, { nowMs, version }: Beside): Trouble {
  const { health } = device;
  const heard = heardAt(device);
  if (device.revokedAt !== null) return 'revoked';
  if (!health || heard === null) return 'new';
  const items = itemsOf(device);
  if (items.some(({ code }) => LOSSES.has(code))) return 'lost';
  if (items.some(({ entry }) => entry !== null)) return 'stuck';
  if (items.some(({ code }) => !PASSES.has(code))) return 'halted';
  const silentMs = nowMs - heard;
  if (unsentOf(device) > 0) return silentMs > UNHEARD_WITH_WORK_MS ? 'long-unsent' : 'unsent';
  if (health.storageFreeBytes !== null && health.storageFreeBytes < LOW_SPACE_BYTES) return 'space';
  if (health.clockOffsetMs !== null && Math.abs(health.clockOffsetMs) > WRONG_CLOCK_MS) return 'clock';
  if (isOutdated(device, version)) return 'outdated';
  return silentMs > UNHEARD_MS ? 'silent' : 'none';
}

export interface WallRow {
  readonly device: Device;
  readonly trouble: Trouble;
}

/** By trouble, then by the age of what waits, then by last contact: never by person. */
export function wallOf(list: readonly Device[], beside: Beside): readonly WallRow[] {
  return list
    .map((device) => ({ device, trouble: troubleOf(device, beside) }))
    .sort(
      (a, b) =>
        TROUBLES.indexOf(a.trouble) - TROUBLES.indexOf(b.trouble) ||
        (a.device.health?.oldestUnsentAt ?? Number.MAX_SAFE_INTEGER) -
          (b.device.health?.oldestUnsentAt ?? Number.MAX_SAFE_INTEGER) ||
        (heardAt(b.device) ?? 0) - (heardAt(a.device) ?? 0) ||
        (a.device.id < b.device.id ? -1 : 1),
    );
}
