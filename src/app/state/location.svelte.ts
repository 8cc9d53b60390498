import { onDestroy } from 'svelte';
import type { Fix, NoFixReason, Placed } from '#domain/case/placed.ts';

const GOOD_M = 15;
const FAIR_M = 50;
/** An older position says where the phone was, not where it is. */
const STALE_MS = 120_000;
const TIMEOUT_MS = 20_000;

/**
 * Watches the position from the moment a screen opens, and keeps the best one of the last two minutes. A weak or missing position never
 * holds up a record: the reason is recorded in its place.
 */
export class LocationWatch {
  best: Fix | null = $state.raw(null);
  noFix: NoFixReason | null = $state('not-asked');
  watching = $state(false);
  #watch: number | null = null;

  get quality(): 'good' | 'fair' | 'poor' | null {
    if (!this.best) return null;
    if (this.best.accuracyM <= GOOD_M) return 'good';
    return this.best.accuracyM <= FAIR_M ? 'fair' : 'poor';
  }

  start(): void {
    if (this.#watch !== null) return;
    if (!('geolocation' in navigator)) {
      this.noFix = 'unavailable';
      return;
    }
    this.watching = true;
    this.noFix = null;
    const options = { enableHighAccuracy: true, maximumAge: 10_000, timeout: TIMEOUT_MS };
    this.#watch = navigator.geolocation.watchPosition(
      (position) => this.#take(position),
      (error) => this.#fail(error),
      options,
    );
  }

  stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = null;
    this.watching = false;
  }

  /** For a body: the position, or why there is none. */
  placed(): Placed {
    if (this.best && Date.now() - this.best.at <= STALE_MS) return { fix: this.best };
    if (this.best) return { noFix: 'timeout' };
    // Asked, and no answer so far.
    return { noFix: this.noFix ?? 'timeout' };
  }

  #take({ coords, timestamp }: GeolocationPosition): void {
    // Some phones answer 0,0 while they have nothing.
    if (coords.latitude === 0 && coords.longitude === 0) {
      if (!this.best) this.noFix = 'unavailable';
      return;
    }
    const fix: Fix = {
      lat: coords.latitude,
      lon: coords.longitude,
      accuracyM: coords.accuracy,
      at: Math.round(timestamp),
      source: 'gps',
    };
    const isStale = this.best !== null && fix.at - this.best.at > STALE_MS;
    if (!this.best || isStale || fix.accuracyM <= this.best.accuracyM) this.best = fix;
    this.noFix = null;
  }

  #fail(error: GeolocationPositionError): void {
    if (this.best) return;
    this.noFix =
      error.code === error.PERMISSION_DENIED ? 'denied' : error.code === error.TIMEOUT ? 'timeout' : 'unavailable';
    if (error.code === error.PERMISSION_DENIED) this.stop();
  }
}

/** Starts at once, so that a position is there before the shutter; ends with the component. */
export function useLocation(): LocationWatch {
  const watch = new LocationWatch();
  watch.start();
  onDestroy(() => watch.stop());
  return watch;
}

/** For screens one only looks at: uses the position where it was allowed before, and asks for nothing. `start()` asks, after a tap. */
export function useAllowedLocation(): LocationWatch {
  const watch = new LocationWatch();
  let isLeft = false;
  void isAllowed().then((allowed) => {
    if (allowed && !isLeft) watch.start();
  });
  onDestroy(() => {
    isLeft = true;
    watch.stop();
  });
  return watch;
}

async function isAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
  } catch {
    // A browser that cannot say is one that would ask.
    return false;
  }
}
