import type { Heard } from '#workers/sound/contract.ts';
import type { ListenerWorker } from './ask-listener.ts';
import type { Processing } from '#domain/sound/processing.ts';
import type { Microphone } from './open-microphone.ts';
import type { SoundOffset } from './offset.ts';
import { energyMean } from '#domain/sound/decibels.ts';
import { STEPS_PER_S } from '#domain/sound/sound-meter.ts';
import { startListener } from './ask-listener.ts';
import { keepOffset, offsetOf, forgetOffset } from './offset.ts';
import { openMicrophone, wakeUp } from './open-microphone.ts';

/**
 *   idle ─▶ starting ─▶ live ◀─▶ interrupted (a call, the system)
 *              │          └─(stopped, hidden, unplugged)─▶ paused ─▶ starting
 *              └─▶ denied / none / busy / unable
 */
export type ListeningState =
  'idle' | 'starting' | 'live' | 'interrupted' | 'paused' | 'denied' | 'none' | 'busy' | 'unable';

export interface Here {
  readonly laeqDb: number;
  readonly wasClipped: boolean;
}

const ASK_EVERY_MS = 200;
const CURVE_STEPS = 60 * STEPS_PER_S;
/** Of "here", and of what a meter is compared with. */
const HERE_STEPS = 3 * STEPS_PER_S;

/**
 * Listening through the phone's microphone. Nothing of it is stored but the offset: there is no way from here to an entry, and there must
 * be none (SOUND-9).
 */
export class Listening {
  state: ListeningState = $state('idle');
  heard: Heard | null = $state.raw(null);
  /** LAF of the last minute, ten a second, oldest first, null where listening paused; dB re full scale. */
  curve: readonly (number | null)[] = $state.raw([]);
  /** LAeq of the last three seconds, dB re full scale; null before there are as many. */
  here: Here | null = $state.raw(null);
  /** What the phone does to the sound though it was asked not to. */
  processed: readonly Processing[] = $state.raw([]);
  label = $state('');
  rateHz = $state(0);
  offset: SoundOffset = $state.raw(offsetOf(''));
  #recentLaeq: readonly number[] = [];
  #recentClipped = 0;
  #microphone: Microphone | null = null;
  #worker: ListenerWorker | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Raised by every start and stop: an answer that comes late is given back. */
  #turn = 0;

  /** Asks for the microphone where it was not allowed yet: call it on a tap. */
  async start(): Promise<void> {
    await this.#letGo();
    const turn = ++this.#turn;
    this.state = 'starting';
    if (!('mediaDevices' in navigator) || !('AudioWorkletNode' in globalThis)) {
      this.state = 'unable';
      return;
    }
    try {
      this.#worker ??= await startListener();
      const microphone = await openMicrophone();
      if (turn !== this.#turn) return await microphone.close();
      await this.#take(microphone);
    } catch (error) {
      if (turn === this.#turn) this.state = stateOfError(error);
    }
  }

  /** The microphone goes out; what was heard stays on the screen. */
  async pause(): Promise<void> {
    this.#turn += 1;
    if (this.state === 'live' || this.state === 'starting' || this.state === 'interrupted') this.state = 'paused';
    await this.#letGo();
  }

  /** After a call: goes on where the system allows it, else opens the microphone anew. */
  async goOn(): Promise<void> {
    const microphone = this.#microphone;
    if (microphone === null || microphone.track.readyState === 'ended' || microphone.track.muted) return this.start();
    await wakeUp(microphone.context);
    this.#look();
    if (this.state === 'interrupted') await this.start();
  }

  /** Averages and maxima begin anew. */
  async forget(): Promise<void> {
    await this.#worker?.api.forget();
    this.curve = [];
    this.#leaveHere();
    this.heard = (await this.#worker?.api.take()) ?? null;
  }

  /** For good: with the screen. */
  async end(): Promise<void> {
    await this.pause();
    this.#worker?.end();
    this.#worker = null;
  }

  /** dB re full scale as dB re 20 µPa. */
  shown(levelDb: number): number {
    return levelDb + this.offset.offsetDb;
  }

  compare(offsetDb: number, atMs: number): void {
    this.offset = { offsetDb, comparedAtMs: atMs };
    keepOffset(this.label, this.offset);
  }

  forgetComparison(): void {
    forgetOffset(this.label);
    this.offset = offsetOf(this.label);
  }

  async #take(microphone: Microphone): Promise<void> {
    this.#microphone = microphone;
    const { label, rateHz, processed, context, track } = microphone;
    Object.assign(this, { label, rateHz, processed, offset: offsetOf(label) });
    const look = (): void => {
      if (this.#microphone === microphone) this.#look();
    };
    context.addEventListener('statechange', look);
    for (const event of ['mute', 'unmute', 'ended']) track.addEventListener(event, look);
    await this.#worker?.listen(microphone.blocks, rateHz);
    look();
    void this.#ask(this.#turn);
  }

  /** What the system has made of our microphone. */
  #look(): void {
    const microphone = this.#microphone;
    if (!microphone) return;
    if (microphone.track.readyState === 'ended') void this.pause();
    else this.state = microphone.track.muted || microphone.context.state !== 'running' ? 'interrupted' : 'live';
  }

  /** One question after another, so that a slow phone is asked less often. */
  async #ask(turn: number): Promise<void> {
    if (turn !== this.#turn) return;
    const heard = await this.#worker?.api.take();
    if (turn !== this.#turn || !heard) return;
    this.heard = heard;
    if (heard.lafDb.length > 0) {
      this.curve = [...this.curve, ...heard.lafDb].slice(-CURVE_STEPS);
      this.#recentLaeq = [...this.#recentLaeq, ...heard.laeqDb].slice(-HERE_STEPS);
      this.#recentClipped = heard.isClipped ? HERE_STEPS : Math.max(0, this.#recentClipped - heard.laeqDb.length);
      const isWhole = this.#recentLaeq.length === HERE_STEPS;
      this.here = isWhole ? { laeqDb: energyMean(this.#recentLaeq), wasClipped: this.#recentClipped > 0 } : null;
    }
    this.#timer = setTimeout(() => void this.#ask(turn), ASK_EVERY_MS);
  }

  async #letGo(): Promise<void> {
    clearTimeout(this.#timer);
    const microphone = this.#microphone;
    this.#microphone = null;
    if (microphone && this.curve.length > 0) this.curve = [...this.curve, null];
    // Another place may be meant when listening goes on.
    this.#leaveHere();
    await microphone?.close();
  }

  #leaveHere(): void {
    this.#recentLaeq = [];
    this.#recentClipped = 0;
    this.here = null;
  }
}

function stateOfError(error: unknown): ListeningState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotReadableError' ? 'busy' : 'unable';
}
