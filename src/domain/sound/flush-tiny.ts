/** −600 dB: nothing anybody hears, and far above where processors compute a hundred times slower (denormals, in the silence after a sound). */
const TINY = 1e-30;

export function flushTiny(state: Float64Array): void {
  for (let i = 0; i < state.length; i++) if (Math.abs(state[i] as number) < TINY) state[i] = 0;
}
