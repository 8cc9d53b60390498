import type { DeviceInfo } from '#protocol/session.ts';
import type { Failure, Outcome } from './failure.ts';
import { failed } from './failure.ts';

class Devices {
  list: readonly DeviceInfo[] = $state.raw([]);
  busy = $state(false);
  failure: Failure | null = $state.raw(null);
}

const state = new Devices();
export const devices: Readonly<Devices> = state;

export async function loadDevices(): Promise<void> {}

export async function revokeDevice(device: string): Promise<Outcome> {
  return failed('offline', { device });
}
