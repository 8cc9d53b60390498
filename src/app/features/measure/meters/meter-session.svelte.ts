import type { LiveLevel, MeterDriver, MeterInfo, MeterResult, MeterTrouble } from './meter-driver.ts';

const TICK_MS = 1000;
/** A meter whose own integration time is the one asked for stops by itself about when it is stopped. */
const END_MS = 3000;

export interface Measured extends MeterResult {
  readonly startedAt: number;
  /** As long as the meter really measured, s. */
  readonly durationS: number;
}

/** What is being measured: when it began and for how long it shall go on. Lives in the draft; the session only follows it. */
export interface Run {
  readonly startedAt: number;
  readonly durationS: number;
}

/** Null: the run ended without a value; `trouble` says why. */
export type OnEnd = (measured: Measured | null) => void;

/**
 * One meter on one screen.
 *   off ─connect─▶ ready ─start─▶ measuring ─(time up)─▶ ready, with a result
 *                                 measuring ─(plug pulled)─▶ lost ─(plugged in again)─▶ measuring
 * The meter measures by itself; what the phone misses meanwhile is in its LAeq all the same.
 */
export class MeterSession {
  phase: 'off' | 'connecting' | 'ready' | 'measuring' | 'lost' = $state('off');
  info: MeterInfo | null = $state.raw(null);
  live: LiveLevel | null = $state.raw(null);
  trouble: MeterTrouble | null = $state(null);
  readonly driver: MeterDriver;
  #run: Run | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #onend: OnEnd = () => undefined;
  /** When the meter was last seen measuring, ms. */
  #seenAt = 0;

  constructor(driver: MeterDriver) {
    this.driver = driver;
  }

  async connect(mayAsk: boolean): Promise<boolean> {
    if (this.phase !== 'off') return this.phase !== 'connecting';
    this.phase = 'connecting';
    const connected = await this.driver.connect(mayAsk);
    this.trouble = connected.ok || (!mayAsk && connected.trouble === 'not-chosen') ? null : connected.trouble;
    this.info = connected.ok ? connected.value : null;
    this.phase = connected.ok ? 'ready' : 'off';
    return connected.ok;
  }

  /** Starts the meter. Answers when it began; null, with `trouble` set, when it would not. */
  async start(durationS: number, onend: OnEnd): Promise<number | null> {
    if (!(await this.connect(true))) return null;
    const started = await this.driver.start();
    this.trouble = started.ok ? null : started.trouble;
    if (!started.ok) return null;
    this.#seenAt = started.value;
    this.#follow({ startedAt: started.value, durationS }, onend);
    return started.value;
  }

  /** A run begun before the page was killed: the meter, if it is still there, has gone on. */
  async resume(run: Run, onend: OnEnd): Promise<void> {
    if (this.#run || !(await this.connect(false))) return;
    this.driver.resume(run.startedAt);
    this.#seenAt = 0;
    this.#follow(run, onend);
  }

  async close(): Promise<void> {
    this.#forget();
    this.phase = 'off';
    await this.driver.disconnect();
  }

  #follow(run: Run, onend: OnEnd): void {
    if (this.#run) this.#end(null);
    this.#run = run;
    this.#onend = onend;
    this.phase = 'measuring';
    void this.#tick();
  }

  async #tick(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    if (this.phase === 'lost') await this.#reconnect();
    const leftMs = run.startedAt + run.durationS * 1000 - Date.now();
    if (this.#run === run && this.phase === 'measuring') await (leftMs <= 0 ? this.#finish(run) : this.#look(leftMs));
    // Closed, finished or begun anew meanwhile.
    if (this.#run !== run) return;
    const left = run.startedAt + run.durationS * 1000 - Date.now();
    this.#timer = setTimeout(() => void this.#tick(), left > 0 ? Math.min(left, TICK_MS) : TICK_MS);
  }

  async #look(leftMs: number): Promise<void> {
    const run = this.#run;
    const seen = await this.driver.level(Date.now());
    if (this.#run !== run) return;
    if (seen.ok) {
      this.live = seen.value;
      this.trouble = null;
      this.#seenAt = Date.now();
    } else if (seen.trouble !== 'stopped-early' || leftMs > END_MS) {
      this.#stumble(seen.trouble);
    }
  }

  /** What a meter holds that was not seen measuring until now may be of another measurement. */
  async #finish(run: Run): Promise<void> {
    if (Date.now() - this.#seenAt > 2 * END_MS) {
      const running = await this.driver.level(Date.now());
      if (!running.ok) return this.#stumble(running.trouble);
    }
    const now = Date.now();
    const stopped = await this.driver.stop(now);
    const result = stopped.ok || stopped.trouble === 'refused' ? await this.driver.result() : stopped;
    if (this.#run !== run) return;
    if (!result.ok) return this.#stumble(result.trouble);
    this.trouble = null;
    this.#end({ ...result.value, startedAt: run.startedAt, durationS: Math.round((now - run.startedAt) / 1000) });
  }

  /** A line that is gone is looked for again; a value that is no value ends the run. */
  #stumble(code: MeterTrouble): void {
    this.trouble = code;
    if (code === 'lost' || code === 'no-answer') this.phase = 'lost';
    else if (code !== 'garbled') this.#end(null);
  }

  async #reconnect(): Promise<void> {
    const again = await this.driver.connect(false);
    if (again.ok && this.#run) this.phase = 'measuring';
  }

  #end(measured: Measured | null): void {
    const onend = this.#onend;
    this.#forget();
    this.phase = 'ready';
    onend(measured);
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#run = null;
    this.live = null;
  }
}
