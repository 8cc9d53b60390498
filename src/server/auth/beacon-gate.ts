const BURST = 6;
const REFILL_MS = 10_000;
const MAX_SENDERS = 5_000;

/**
 * How often one sender's beacons are looked at: a signature costs the server more than it costs whoever makes one up. In memory, since a
 * beacon that is passed over is said again.
 */
export class BeaconGate {
  readonly #senders = new Map<string, { tokens: number; atMs: number }>();

  admits(sender: string, nowMs: number): boolean {
    const known = this.#senders.get(sender) ?? { tokens: BURST, atMs: nowMs };
    const refilled = Math.max(0, nowMs - known.atMs) / REFILL_MS;
    const tokens = Math.min(BURST, known.tokens + refilled);
    if (this.#senders.size >= MAX_SENDERS) this.#senders.clear();
    this.#senders.set(sender, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs });
    return tokens >= 1;
  }
}
