import type { Flaw, Step } from '#domain/noise/judgement.ts';
import type { JudgementOutcome } from '#domain/noise/reading.ts';
import { t } from '#app/text/locale.svelte.ts';
import { evidenceText } from '#app/text/evidence.ts';
import { flawText } from '#app/text/noise-verdict.ts';
import type { IconName } from '#app/ui/icons.ts';
import type { Tone } from '#app/ui/tone.ts';

export const outcomeTones: Readonly<Record<JudgementOutcome, Tone>> = {
  compliant: 'good',
  'compliant-unverified': 'info',
  exceeds: 'bad',
  'cannot-evaluate': 'warn',
  invalid: 'warn',
};

export const outcomeIcons: Readonly<Record<JudgementOutcome, IconName>> = {
  compliant: 'check-circle',
  'compliant-unverified': 'check-circle',
  exceeds: 'warning',
  'cannot-evaluate': 'info',
  invalid: 'close',
};

/** Levels with their tenth, as the meter shows them; what the rules count in whole decibels without. */
const WHOLE: ReadonlySet<Step['name']> = new Set(['difference', 'correction', 'result', 'limit', 'over', 'excess']);

export function stepNumber({ name, tenths }: Step): string {
  if (tenths === null) return '';
  if (!WHOLE.has(name)) return (tenths / 10).toFixed(1);
  const whole = String(Math.abs(tenths / 10));
  if (tenths < 0) return `−${whole}`;
  return tenths > 0 && (name === 'over' || name === 'excess') ? `+${whole}` : whole;
}

/** "0.6 dB，规定不大于 0.5 dB"; empty where there is no number. */
export function flawNumbers({ name, found, limit }: Flaw): string {
  if (found === null || limit === null) return '';
  switch (name) {
    case 'drift':
      return asked(decibels(found), t(flawText.atMost, { value: decibels(limit) }));
    case 'wind':
      return asked(metres(found), t(flawText.below, { value: metres(limit) }));
    case 'meter-class':
      return asked(decibels(found), t(flawText.classBelow, { value: decibels(limit) }));
    default:
      return asked(seconds(found), t(flawText.atLeast, { value: seconds(limit) }));
  }
}

function asked(found: string, limit: string): string {
  return t(flawText.found, { found, limit });
}

function decibels(tenths: number): string {
  return `${(tenths / 10).toFixed(1)} dB`;
}

function metres(tenths: number): string {
  return `${(tenths / 10).toFixed(1)} m/s`;
}

function seconds(value: number): string {
  return t(evidenceText.seconds, { seconds: value });
}
