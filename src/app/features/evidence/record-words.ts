import type { Placed } from '#domain/case/placed.ts';
import type { CaseRecord } from '#domain/case/case-state.ts';
import { evidenceText, noFixWords } from '#app/text/evidence.ts';
import { formatCount, formatDate, formatDistance, formatDuration, formatTimeExact } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { refusalReasonWords, reviewReasonWords } from '#app/text/verdict.ts';

/** Below this, two clocks are as even as anybody can tell. */
const EVEN_CLOCK_MS = 2_000;
const MINUTE_MS = 60_000;

type Times = Pick<CaseRecord, 'claimedAt' | 'clockOffsetMs' | 'receivedAt'>;

/** 12 月 3 日 14:32:07 */
export function wordsOfInstant(atMs: number): string {
  return `${formatDate(atMs)} ${formatTimeExact(atMs)}`;
}

/** The offset the device knew of itself when it wrote: server minus device, so that a positive one is a slow device. */
export function wordsOfClock({ clockOffsetMs }: Times): string {
  if (clockOffsetMs === null) return t(evidenceText.clockUnknown);
  if (Math.abs(clockOffsetMs) < EVEN_CLOCK_MS) return t(evidenceText.clockEven);
  const duration = wordsOfSpan(Math.abs(clockOffsetMs));
  return t(clockOffsetMs > 0 ? evidenceText.clockSlow : evidenceText.clockFast, { duration });
}

/** How long after the writing it arrived, with the device's known clock error taken out. Empty below a minute, and when nothing can be said. */
export function wordsOfDelay({ claimedAt, clockOffsetMs, receivedAt }: Times): string {
  const delayMs = receivedAt - (claimedAt + (clockOffsetMs ?? 0));
  return delayMs < MINUTE_MS ? '' : t(evidenceText.delay, { duration: formatDuration(delayMs) });
}

export function wordsOfPlace({ fix, noFix }: Placed, claimedAt: number): string {
  if (!fix) return t(noFixWords[noFix ?? 'not-asked']);
  const where = t(evidenceText.placeFix, {
    lat: fix.lat.toFixed(5),
    lon: fix.lon.toFixed(5),
    accuracy: formatDistance(fix.accuracyM),
  });
  if (fix.source === 'map') return `${where} · ${t(evidenceText.placeOnMap)}`;
  const ageMs = claimedAt - fix.at;
  return ageMs < MINUTE_MS ? where : `${where} · ${t(evidenceText.placeAge, { duration: formatDuration(ageMs) })}`;
}

export function wordsOfReceipt(
  { seq, receivedAt }: Pick<CaseRecord, 'seq' | 'receivedAt'>,
  isPending: boolean,
): string {
  if (isPending) return t(evidenceText.receiptPending);
  return t(evidenceText.receiptLine, { seq: formatCount(seq), at: wordsOfInstant(receivedAt) });
}

/** Empty when it was simply accepted: that is what one expects. */
export function wordsOfVerdict({ verdict }: Pick<CaseRecord, 'verdict'>): string {
  if (verdict.outcome === 'accepted') return '';
  const words = { ...refusalReasonWords, ...reviewReasonWords };
  return t(evidenceText.verdictReview, { reason: t(words[verdict.reason]) });
}

/** Seconds count for a clock; `formatDuration` stops at minutes. */
function wordsOfSpan(spanMs: number): string {
  return spanMs < MINUTE_MS ? t(evidenceText.seconds, { seconds: Math.round(spanMs / 1000) }) : formatDuration(spanMs);
}
