import type { Level, Line } from '#app/state/readiness/line.ts';
import { readiness } from '#app/state/readiness/readiness.svelte.ts';
import { t } from '#app/text/locale.svelte.ts';
import type { Message, MessageWith } from '#app/text/messages.ts';
import { findingWords, nextWords, readinessText } from '#app/text/readiness.ts';
import type { IconName } from '#app/ui/icons.ts';
import type { Tone } from '#app/ui/tone.ts';

export const toneOfLevel: Readonly<Record<Level, Tone>> = {
  good: 'good',
  unknown: 'neutral',
  warn: 'warn',
  bad: 'bad',
};

export const iconOfLevel: Readonly<Record<Level, IconName>> = {
  good: 'check-circle',
  unknown: 'cloud-off',
  warn: 'warning',
  bad: 'warning',
};

export function wordsOfFinding({ code, params }: Line): string {
  const message: Message | MessageWith<Line['params']> = findingWords[code];
  return isPlain(message) ? t(message) : t(message, params);
}

/** Empty where nothing is to be done. */
export function nextOfFinding({ code }: Line): string {
  const next: Readonly<Partial<Record<Line['code'], Message>>> = nextWords;
  const words = next[code];
  return words ? t(words) : '';
}

/** The one sentence, by the worst that was found. */
export function wordsOfLevel(level: Level): string {
  if (level === 'good') return t(readinessText.good);
  return t(readinessText[level], { count: readiness.count(level) });
}

function isPlain(message: Message | MessageWith<Line['params']>): message is Message {
  return typeof message.zh === 'string';
}
