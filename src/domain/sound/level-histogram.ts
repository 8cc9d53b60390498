/** Statistical levels, as HJ 212 names them. */
export const LN_SHARES = { L5: 5, L10: 10, L50: 50, L90: 90, L95: 95 } as const;
export type Ln = keyof typeof LN_SHARES;

const FROM_TENTHS = -1600;
const TO_TENTHS = 100;

/** How often each level was there, in classes of 0.1 dB re full scale: hours of listening take as much memory as a minute. */
export class LevelHistogram {
  readonly #counts = new Uint32Array(TO_TENTHS - FROM_TENTHS + 1);
  #total = 0;

  /** `levelDb` re full scale; what is below or above the scale counts in its last class. */
  add(levelDb: number): void {
    const tenths = Math.min(TO_TENTHS, Math.max(FROM_TENTHS, Math.round(levelDb * 10)));
    const at = tenths - FROM_TENTHS;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#total += 1;
  }

  /**
   * LN: the level exceeded for N % of the time, tenths of a dB; null while there is nothing. L10 is high and L90 low: with the levels in
   * descending order it is the one at N % of their number.
   */
  exceededTenths(percent: number): number | null {
    if (this.#total === 0) return null;
    let left = Math.max(1, Math.ceil((this.#total * percent) / 100));
    for (let at = this.#counts.length - 1; at >= 0; at--) {
      left -= this.#counts[at] ?? 0;
      if (left <= 0) return at + FROM_TENTHS;
    }
    return FROM_TENTHS;
  }
}
