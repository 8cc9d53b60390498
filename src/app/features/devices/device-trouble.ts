import type { devices } from '#app/state/devices.svelte.ts';

export type Device = (typeof devices.list)[number];

/** What a device needs somebody for, the gravest first: the order of the wall. */
export const TROUBLES = ['long-unsent', 'unsent', 'space', 'clock', 'silent', 'new', 'none', 'revoked'] as const;
export type Trouble = (typeof TROUBLES)[number];

const HOUR_MS = 3_600_000;
/** A field day without a signal is usual; a night is not. */
const UNHEARD_WITH_WORK_MS = 12 * HOUR_MS;
const UNHEARD_MS = 7 * 24 * HOUR_MS;
/** A visit with photos needs tens of megabytes. */
const LOW_SPACE_BYTES = 200_000_000;
/** More than that and times on the records look wrong to whoever reads them. */
const WRONG_CLOCK_MS = 120_000;

export function unsentOf({ health }: Device): number {
  return health ? health.unsentEntries + health.unsentBlobs : 0;
}

export function troubleOf(device: Device, nowMs: number): Trouble {
  const { health, lastContactAt, revokedAt } = device;
  if (revokedAt !== null) return 'revoked';
  if (!health || lastContactAt === null) return 'new';
  const silentMs = nowMs - lastContactAt;
  if (unsentOf(device) > 0) return silentMs > UNHEARD_WITH_WORK_MS ? 'long-unsent' : 'unsent';
  if (health.storageFreeBytes !== null && health.storageFreeBytes < LOW_SPACE_BYTES) return 'space';
  if (health.clockOffsetMs !== null && Math.abs(health.clockOffsetMs) > WRONG_CLOCK_MS) return 'clock';
  return silentMs > UNHEARD_MS ? 'silent' : 'none';
}

/** By trouble, then by the age of what waits, then by last contact: never by person. */
export function wallOf(
  list: readonly Device[],
  nowMs: number,
): readonly { readonly device: Device; readonly trouble: Trouble }[] {
  return list
    .map((device) => ({ device, trouble: troubleOf(device, nowMs) }))
    .sort(
      (a, b) =>
        TROUBLES.indexOf(a.trouble) - TROUBLES.indexOf(b.trouble) ||
        (a.device.health?.oldestUnsentAt ?? Number.MAX_SAFE_INTEGER) -
          (b.device.health?.oldestUnsentAt ?? Number.MAX_SAFE_INTEGER) ||
        (b.device.lastContactAt ?? 0) - (a.device.lastContactAt ?? 0) ||
        (a.device.id < b.device.id ? -1 : 1),
    );
}
