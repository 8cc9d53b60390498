import { devicesText } from '#app/text/devices.ts';
import { formatAgo, formatBytes, formatDuration } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import type { Message } from '#app/text/messages.ts';
import type { Tone } from '#app/ui/tone.ts';
import type { IconName } from '#app/ui/icons.ts';
import { unsentOf, type Device, type Trouble } from '#app/features/devices/device-trouble.ts';

const EVEN_MS = 30_000;

export const troubleLooks: Readonly<
  Record<Trouble, { readonly words: Message; readonly tone: Tone; readonly icon: IconName }>
> = {
  'long-unsent': { words: devicesText.troubleLong, tone: 'bad', icon: 'cloud-off' },
  unsent: { words: devicesText.troubleWaiting, tone: 'warn', icon: 'cloud-up' },
  space: { words: devicesText.troubleSpace, tone: 'warn', icon: 'warning' },
  clock: { words: devicesText.troubleClock, tone: 'warn', icon: 'clock' },
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

export function wordsOfContact({ lastContactAt }: Device, nowMs: number): string {
  return lastContactAt === null ? t(devicesText.neverSynced) : formatAgo(lastContactAt, nowMs);
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
