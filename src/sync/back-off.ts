const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 300_000;
/** A server (or a broken proxy) may not park a device's evidence for longer than this. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/**
 * How long to wait after the `failures`-th failure in a row. Jitter over the upper half spreads the devices of a whole bureau that lost the
 * same server at the same moment (fault 70); what the server asked for is a floor, never undercut.
 */
export function backOffMs(failures: number, random: number, retryAfterMs: number | null): number {
  const step = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, Math.min(failures, 30) - 1));
  const ownMs = Math.round(step * (0.5 + random * 0.5));
  if (retryAfterMs === null) return ownMs;
  const askedMs = Math.min(Math.max(0, retryAfterMs), LONGEST_RETRY_AFTER_MS);
  return Math.max(ownMs, askedMs + Math.round(random * FIRST_DELAY_MS));
}

/**
 * Whether a stored "not before" still holds. One that lies further ahead than any back-off can reach was written under another clock (the
 * device's clock jumped back, fault 53) and binds nobody.
 */
export function mustWait(notBeforeMs: number, nowMs: number): boolean {
  return notBeforeMs > nowMs && notBeforeMs - nowMs <= LONGEST_RETRY_AFTER_MS;
}
