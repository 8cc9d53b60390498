import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocationWatch } from '#app/state/location.svelte.ts';

type Take = PositionCallback;
type Fail = PositionErrorCallback;

let take: Take;
let fail: Fail;
const NOW_MS = Date.UTC(2026, 10, 27, 2, 0);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date'] });
  vi.stubGlobal('navigator', {
    geolocation: {
      watchPosition: (onTake: Take, onFail: Fail) => {
        [take, fail] = [onTake, onFail];
        return 1;
      },
      clearWatch: () => undefined,
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function position(latitude: number, longitude: number, accuracy = 10): GeolocationPosition {
  return { coords: { latitude, longitude, accuracy }, timestamp: Date.now() } as GeolocationPosition;
}

function failure(code: number): GeolocationPositionError {
  return { code, message: '', PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 };
}

function started(): LocationWatch {
  const watch = new LocationWatch();
  watch.start();
  return watch;
}

describe('a record without a position says why', () => {
  it.each([
    [1, 'denied'],
    [2, 'unavailable'],
    [3, 'timeout'],
  ])('[DEVICE-56] [FAULT-26] after failure %i: %s', (code, reason) => {
    const watch = started();
    fail(failure(code));
    expect(watch.placed()).toEqual({ noFix: reason });
  });

  it('[DEVICE-56] [FAULT-26] no answer so far, and 0,0, are no position', () => {
    const watch = started();
    expect(new LocationWatch().placed()).toEqual({ noFix: 'not-asked' });
    expect(watch.placed()).toEqual({ noFix: 'timeout' });
    take(position(0, 0));
    expect(watch.placed()).toEqual({ noFix: 'unavailable' });
    take(position(40, 116));
    take(position(0, 0, 1));
    expect(watch.placed().fix).toMatchObject({ lat: 40, lon: 116 });
  });

  it('[DEVICE-56] [FAULT-26] a position of long ago says where the phone was, and is left out; the next one counts again', () => {
    const watch = started();
    take(position(40, 116));
    vi.setSystemTime(NOW_MS + 120_001);
    expect(watch.placed()).toEqual({ noFix: 'timeout' });
    take(position(40.1, 116, 80));
    expect(watch.placed().fix).toMatchObject({ lat: 40.1 });
  });
});
