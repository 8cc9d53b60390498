import { describe, expect, it } from 'vitest';
import { navigationHref } from '#app/features/case/case-links.ts';
import { distanceM } from '#app/features/case/distance.ts';

describe('the way to the place', () => {
  it('speaks the address of each platform’s own map', () => {
    expect(navigationHref(39.7, 116.1, 'android')).toBe('geo:39.700000,116.100000?q=39.700000,116.100000');
    expect(navigationHref(39.7, 116.1, 'ios')).toBe('maps://?daddr=39.700000,116.100000');
  });

  it('measures along the surface', () => {
    // One minute of latitude is a nautical mile.
    expect(distanceM({ lat: 39.7, lon: 116.1 }, { lat: 39.7 + 1 / 60, lon: 116.1 })).toBeCloseTo(1853, -1);
    expect(distanceM({ lat: 39.7, lon: 116.1 }, { lat: 39.7, lon: 116.1 })).toBe(0);
  });
});
