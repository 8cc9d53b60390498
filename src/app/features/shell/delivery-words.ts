import type { Delivery } from '#app/state/delivery.ts';
import type { IconName } from '#app/ui/icons.ts';
import type { Tone } from '#app/ui/tone.ts';
import { deliveryText, quarantineWords } from '#app/text/delivery.ts';
import { formatPercent, formatTime } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import type { Message } from '#app/text/messages.ts';
import { refusalReasonWords, reviewReasonWords } from '#app/text/verdict.ts';

const icons: Readonly<Record<Delivery['state'], IconName>> = {
  local: 'device',
  queued: 'queue',
  uploading: 'cloud-up',
  delivered: 'cloud-check',
  attention: 'warning',
};

const tones: Readonly<Record<Delivery['state'], Tone>> = {
  local: 'neutral',
  queued: 'info',
  uploading: 'info',
  delivered: 'good',
  attention: 'bad',
};

export function iconOfDelivery(delivery: Delivery): IconName {
  return icons[delivery.state];
}

export function toneOfDelivery(delivery: Delivery): Tone {
  return tones[delivery.state];
}

/** 仅本机 / 排队 / 上传中 63% / 已送达（回执 14:40） / 需处理 */
export function wordsOfDelivery(delivery: Delivery): string {
  switch (delivery.state) {
    case 'uploading':
      return t(deliveryText.uploading, { percent: formatPercent(shareSent(delivery)) });
    case 'delivered':
      return t(deliveryText.delivered, { time: formatTime(delivery.receivedAt) });
    default:
      return t(deliveryText[delivery.state]);
  }
}

function shareSent({ sentBytes, totalBytes }: { readonly sentBytes: number; readonly totalBytes: number }): number {
  return totalBytes > 0 ? Math.min(1, sentBytes / totalBytes) : 0;
}

const reasons: Readonly<Record<string, Message>> = {
  ...quarantineWords,
  ...refusalReasonWords,
  ...reviewReasonWords,
  // What the store says of a photo it cannot give, and what sending says after it (fault 8).
  'original-missing': deliveryText.photoLost,
  'bytes-missing': deliveryText.photoLost,
};

/** Half a sentence for any code that can end up in 需处理. */
export function wordsOfReason(reason: string): string {
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  if (known) return t(known);
  return t(
    reason.startsWith('blob') || reason.startsWith('photo') ? deliveryText.photoLost : deliveryText.unknownReason,
  );
}
