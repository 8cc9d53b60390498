import type { NoiseContext } from '#app/features/measure/noise-form.ts';
import { clock } from '#app/state/clock.svelte.ts';
import { reference } from '#app/state/reference.svelte.ts';

/** As the bureau's tables are on this device now. Reactive. */
export function noiseContext(): NoiseContext {
  return { register: reference('instruments').body, rules: reference('noise-rules'), nowMs: clock.nowMs };
}
