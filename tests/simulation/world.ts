import type { Counters } from './counters.ts';
import { newCounters } from './counters.ts';
import { Random } from './random.ts';

/** Something that can die: an engine's host, or one life of the server process. What a dead life waits for never comes. */
export interface Life {
  alive: boolean;
}

interface Gate {
  readonly life: Life;
  readonly open: () => void;
}

interface Sleeper extends Gate {
  readonly atMs: number;
}

const NEVER = new Promise<never>(() => undefined);

/** Time and chance of one history. Every step that touches the outside waits at a gate; chance alone says whose gate opens next. */
export class World {
  readonly random: Random;
  readonly counters: Counters = newCounters();
  /** True time; devices see it through their own, wrong clocks. */
  nowMs = Date.UTC(2026, 10, 2, 1, 0);
  #gates: Gate[] = [];
  #sleepers: Sleeper[] = [];

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  async gate(life: Life): Promise<void> {
    if (!life.alive) return NEVER;
    return new Promise((open) => this.#gates.push({ life, open }));
  }

  async sleep(life: Life, ms: number): Promise<void> {
    if (!life.alive) return NEVER;
    return new Promise((open) => this.#sleepers.push({ life, open, atMs: this.nowMs + ms }));
  }

  kill(life: Life): void {
    life.alive = false;
    this.#gates = this.#gates.filter((gate) => gate.life !== life);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.life !== life);
  }

  get isQuiet(): boolean {
    return this.#gates.length === 0;
  }

  get hasSleepers(): boolean {
    return this.#sleepers.length > 0;
  }

  openOneGate(): void {
    const index = this.random.below(this.#gates.length);
    const [gate] = this.#gates.splice(index, 1);
    this.nowMs += 1 + this.random.below(40);
    gate?.open();
  }

  /** Time goes on to the next timer. */
  wakeNextSleeper(): void {
    const next = this.#sleepers.reduce((a, b) => (b.atMs < a.atMs ? b : a));
    this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
    this.nowMs = Math.max(this.nowMs, next.atMs);
    this.counters['timer-fired']++;
    next.open();
  }
}

/**
 * Until everything that can go on without a gate has gone on: all of it runs in microtasks, and Node takes the next tick only once these are
 * used up. A turn of the event loop would do as well, at a fifth of the speed lost to asking the system for news.
 */
export async function settle(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
