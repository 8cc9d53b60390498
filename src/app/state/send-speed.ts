interface Step {
  readonly atMs: number;
  readonly bytes: number;
}

/** What happened longer ago says nothing of the link of now. */
const WINDOW_MS = 120_000;
/** Before that much time a first chunk would be taken for a speed. */
const SHORTEST_MS = 8_000;

/** How fast what waits gets less, as measured: never from what the browser believes of its network. */
export class SendSpeed {
  #left: number | null = null;
  #since: number | null = null;
  #steps: readonly Step[] = [];

  /** What is left to send has been counted. What is written meanwhile makes it more, and is no step back. */
  note(bytesLeft: number, nowMs: number): void {
    const bytes = this.#left === null ? 0 : Math.max(0, this.#left - bytesLeft);
    this.#left = bytesLeft;
    if (bytesLeft === 0) this.#since = null;
    else this.#since ??= nowMs;
    this.#steps = [...this.#steps, { atMs: nowMs, bytes }].filter(
      ({ atMs, bytes: sent }) => sent > 0 && atMs <= nowMs && nowMs - atMs < WINDOW_MS,
    );
  }

  /** Nothing is being sent: a pause is no slowness. */
  pause(): void {
    this.#since = null;
    this.#steps = [];
  }

  /** Bytes a second; null as long as it is not known. */
  at(nowMs: number): number | null {
    const sent = this.#steps.reduce((sum, { bytes }) => sum + bytes, 0);
    const tookMs = Math.min(WINDOW_MS, nowMs - (this.#since ?? nowMs));
    return sent === 0 || tookMs < SHORTEST_MS ? null : (sent * 1000) / tookMs;
  }
}
