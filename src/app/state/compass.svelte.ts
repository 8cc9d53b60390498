import { onDestroy } from 'svelte';
import { lensHeading } from '#domain/photo/heading.ts';
import type { Heading } from '#domain/photo/photo.ts';

/** An older direction says where the phone pointed, not where it points. */
const STALE_MS = 3_000;

/** iOS asks for leave, and gives a compass heading of its own; both are in no standard type. */
interface AppleEvent {
  readonly webkitCompassHeading?: number | null;
}
interface AskingEvent {
  readonly requestPermission?: () => Promise<'granted' | 'denied'>;
}

/**
 * Where the lens points. Where the browser tells it without asking, it is taken along; where it must be asked for (iOS), it is absent until the
 * person taps for it. A photo never waits for it.
 */
export class Compass {
  now: Heading | null = $state.raw(null);
  /** The browser has a compass and wants to be asked. */
  mustAsk = $state(false);
  #isOn = false;

  start(): void {
    this.#listen();
    // Chrome has the question as well and mostly needs no answer: the first event settles it.
    this.mustAsk = asking() !== undefined;
  }

  /** From a tap. Refused: it stays absent. */
  async ask(): Promise<void> {
    const answer = await asking()?.().catch(() => 'denied');
    this.mustAsk = false;
    if (answer !== 'granted') return;
    // Anew: Safari tells listeners from before the answer nothing.
    this.stop();
    this.#listen();
  }

  stop(): void {
    this.#isOn = false;
    for (const name of EVENTS) window.removeEventListener(name, this.#take);
  }

  /** For a body: only a direction of this moment. */
  heading(): Heading | undefined {
    return this.now && Date.now() - this.now.at <= STALE_MS ? this.now : undefined;
  }

  #listen(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    for (const name of EVENTS) window.addEventListener(name, this.#take);
  }

  readonly #take = (event: Event): void => {
    const degrees = degreesOf(event as DeviceOrientationEvent & AppleEvent);
    this.mustAsk = false;
    if (degrees !== null) this.now = { degrees, at: Date.now() };
  };
}

/** Chrome tells the earth's frame in an event of its own. */
const EVENTS = ['deviceorientationabsolute', 'deviceorientation'] as const;

function degreesOf(event: DeviceOrientationEvent & AppleEvent): number | null {
  const apple = event.webkitCompassHeading;
  if (typeof apple === 'number' && apple >= 0) return Math.round(apple) % 360;
  const { alpha, beta, gamma } = event;
  // A frame that is not the earth's begins wherever the phone lay.
  if (!event.absolute || alpha === null || beta === null || gamma === null) return null;
  return lensHeading({ alpha, beta, gamma });
}

function asking(): (() => Promise<'granted' | 'denied'>) | undefined {
  if (!('DeviceOrientationEvent' in globalThis)) return undefined;
  const type = DeviceOrientationEvent as unknown as AskingEvent;
  return type.requestPermission && (() => type.requestPermission?.() ?? Promise.resolve('denied'));
}

/** Listens from the moment a screen opens, and ends with it. */
export function useCompass(): Compass {
  const compass = new Compass();
  compass.start();
  onDestroy(() => compass.stop());
  return compass;
}
