import { expect, it } from 'vitest';
import { platformOf } from '#app/state/install-offer.svelte.ts';

it.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari', 5, 'ios'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari', 5, 'ios'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari', 0, 'desktop'],
  ['Mozilla/5.0 (Linux; Android 14; ALN-AL00) Chrome', 5, 'android'],
  ['Mozilla/5.0 (Phone; HarmonyOS 5.0) ArkWeb', 5, 'android'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg', 10, 'desktop'],
] as const)('%s with %i fingers is %s', (userAgent, maxTouchPoints, platform) => {
  expect(platformOf({ userAgent, maxTouchPoints })).toBe(platform);
});
