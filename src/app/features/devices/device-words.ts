import { devicesText } from '#app/text/devices.ts';
import { formatAgo, formatBytes, formatDuration, formatWhen } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import type { Message } from '#app/text/messages.ts';
import type { Tone } from '#app/ui/tone.ts';
import type { IconName } from '#app/ui/icons.ts';
import { kindWords } from '#app/text/case.ts';
import { troubleWords, wallText } from '#app/text/wall.ts';
import {
  isOutdated,
  unsentOf,
  type Device,
  type DeviceItem,
  type Trouble,
} from '#app/features/devices/device-trouble.ts';

const EVEN_MS = 30_000;

export const troubleLooks: Readonly<
  Record<Trouble, { readonly words: Message; readonly tone: Tone; readonly icon: IconName }>
> = {
  lost: { words: wallText.troubleLost, tone: 'bad', icon: 'warning' },
  stuck: { words: wallText.troubleStuck, tone: 'bad', icon: 'warning' },
  halted: { words: wallText.troubleHalted, tone: 'bad', icon: 'cloud-off' },
  'long-unsent': { words: devicesText.troubleLong, tone: 'bad', icon: 'cloud-off' },
  unsent: { words: devicesText.troubleWaiting, tone: 'warn', icon: 'cloud-up' },
  space: { words: devicesText.troubleSpace, tone: 'warn', icon: 'warning' },
  clock: { words: devicesText.troubleClock, tone: 'warn', icon: 'clock' },
  outdated: { words: wallText.troubleOutdated, tone: 'warn', icon: 'refresh' },
  silent: { words: devicesText.troubleSilent, tone: 'neutral', icon: 'history' },
  new: { words: devicesText.troubleNew, tone: 'info', icon: 'device' },
  none: { words: devicesText.troubleNone, tone: 'good', icon: 'cloud-check' },
  revoked: { words: devicesText.troubleRevoked, tone: 'neutral', icon: 'close' },
};

export function wordsOfUnsent(device: Device): string {
  const { health } = device;
  if (!health) return t(devicesText.neverSynced);
  if (unsentOf(device) === 0) return t(devicesText.nothingUnsent);
  const entries = health.unsentEntries > 0 ? t(devicesText.unsentEntries, { count: health.unsentEntries }) : '';
  const blobs =
    health.unsentBlobs > 0
      ? t(devicesText.unsentPhotos, { count: health.unsentBlobs, size: formatBytes(health.unsentBytes) })
      : '';
  return [entries, blobs].filter(Boolean).join(' · ');
}

export function wordsOfOldest({ health }: Device, nowMs: number): string {
  return health?.oldestUnsentAt ? formatAgo(health.oldestUnsentAt, nowMs) : '—';
}

/** A beacon after the last sync is named beside it: the device is there, and it may be that nothing of it arrives. */
export function wordsOfContact({ lastContactAt, beaconAt }: Device, nowMs: number): string {
  const sync = lastContactAt === null ? t(devicesText.neverSynced) : formatAgo(lastContactAt, nowMs);
  if (beaconAt === null || beaconAt <= (lastContactAt ?? 0)) return sync;
  return `${sync} · ${t(wallText.beaconAt, { when: formatAgo(beaconAt, nowMs) })}`;
}

export function wordsOfVersion(device: Device, serverVersion: string | null): string {
  const version = device.health?.appVersion || '—';
  return isOutdated(device, serverVersion) ? t(wallText.outdated, { version }) : version;
}

/** 现场检查：服务器读不懂这条记录 */
export function wordsOfItem({ code, kind, detail }: DeviceItem): string {
  const known = Object.hasOwn(troubleWords, code) ? troubleWords[code] : undefined;
  const reason = known ? t(known) : t(wallText.unknownCode, { code: [code, detail].filter(Boolean).join(' ') });
  const what = kind === null ? undefined : kindWords[kind];
  if (code === 'records-lost') return t(wallText.lostNumbers, { reason, detail });
  return what ? t(wallText.item, { kind: t(what), reason }) : reason;
}

export function wordsSince({ since }: DeviceItem, nowMs: number): string {
  return t(wallText.since, { when: formatWhen(since, nowMs) });
}

/** What the server holds of a device that may never come back. */
export function wordsOfLastNumber({ lastSeq, lastEntryAt }: Device, nowMs: number): string {
  if (lastEntryAt === null) return t(wallText.neverSent);
  return t(wallText.lastNumber, { seq: lastSeq, when: formatWhen(lastEntryAt, nowMs) });
}

export function wordsOfStorage({ health }: Device): string {
  if (!health) return '—';
  const free = health.storageFreeBytes === null ? t(devicesText.unknown) : formatBytes(health.storageFreeBytes);
  return health.persisted ? free : `${free} · ${t(devicesText.mayBeEvicted)}`;
}

/** Server minus device: a positive one is a slow device. */
export function wordsOfClockError({ health }: Device): string {
  const offsetMs = health?.clockOffsetMs ?? null;
  if (offsetMs === null) return health ? t(devicesText.unknown) : '—';
  if (Math.abs(offsetMs) < EVEN_MS) return t(devicesText.clockEven);
  const duration = formatDuration(Math.abs(offsetMs));
  return t(offsetMs > 0 ? devicesText.clockSlow : devicesText.clockFast, { duration });
}
