import { energyMeanTenths } from '#domain/meter/levels.ts';
import { simulatedLevel } from '#domain/meter/simulated.ts';
import { good, trouble, type LiveLevel, type MeterAnswer, type MeterDriver, type MeterResult } from './meter-driver.ts';

/** For training and the demo. What it gives is labelled everywhere and judged invalid (MEASURE-6). */
export class Simulator implements MeterDriver {
  readonly way = 'simulator';
  readonly info = { model: 'SIM-1' };
  readonly #baseTenths: () => number;
  #startedAt: number | null = null;
  #stoppedAt: number | null = null;

  /** `baseTenths`: louder with the source on than off. */
  constructor(baseTenths: () => number) {
    this.#baseTenths = baseTenths;
  }

  async connect() {
    return good(this.info);
  }

  async start() {
    const now = Date.now();
    this.resume(now);
    return good(now);
  }

  resume(startedAtMs: number): void {
    this.#startedAt = startedAtMs;
    this.#stoppedAt = null;
  }

  async level(nowMs: number): Promise<MeterAnswer<LiveLevel>> {
    const levels = this.#levelsUntil(nowMs);
    const now = levels.at(-1);
    if (now === undefined) return trouble('no-answer');
    const laeqTenths = energyMeanTenths(levels);
    return good({ levelTenths: now, laeqTenths, lmaxTenths: Math.max(...levels), range: 'normal' });
  }

  async stop(nowMs: number) {
    this.#stoppedAt = nowMs;
    return good(null);
  }

  async result(): Promise<MeterAnswer<MeterResult>> {
    const levels = this.#levelsUntil(this.#stoppedAt ?? 0);
    if (levels.length === 0) return trouble('no-answer');
    const rows = levels.map((level, second) => `${String(second)},${(level / 10).toFixed(1)}`);
    return good({
      laeqTenths: energyMeanTenths(levels),
      lmaxTenths: Math.max(...levels),
      bands: null,
      transcript: ['SIMULATOR: no measurement', 's,LAF', ...rows].join('\n'),
    });
  }

  async disconnect() {
    this.#startedAt = null;
  }

  #levelsUntil(nowMs: number): number[] {
    const startedAt = this.#startedAt;
    if (startedAt === null) return [];
    const seconds = Math.max(1, Math.floor((nowMs - startedAt) / 1000));
    return Array.from({ length: seconds }, (_, at) => simulatedLevel(startedAt, at, this.#baseTenths()));
  }
}
