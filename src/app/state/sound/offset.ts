import { ASSUMED_OFFSET_DB } from '#domain/sound/calibration.ts';
import { remember, remembered } from '#app/state/remembered.ts';

/** What stands between full scale and dB re 20 µPa on this device. */
export interface SoundOffset {
  readonly offsetDb: number;
  /** Device clock; null: assumed, never compared with a meter. */
  readonly comparedAtMs: number | null;
}

const NAME = 'sound-offsets';

type Known = Readonly<Record<string, SoundOffset>>;

/** By microphone, for a headset hears otherwise than the phone it is plugged into. */
export function offsetOf(microphone: string): SoundOffset {
  return remembered<Known>(NAME, {})[microphone] ?? { offsetDb: ASSUMED_OFFSET_DB, comparedAtMs: null };
}

export function keepOffset(microphone: string, offset: SoundOffset): void {
  remember(NAME, { ...remembered<Known>(NAME, {}), [microphone]: offset });
}

export function forgetOffset(microphone: string): void {
  const { [microphone]: _gone, ...rest } = remembered<Known>(NAME, {});
  remember(NAME, rest);
}
