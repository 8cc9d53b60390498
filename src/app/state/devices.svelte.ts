import type { DeviceInfo } from '#protocol/session.ts';
import type { Failure, Outcome } from './failure.ts';
import { callApi } from './call-api.ts';

class Devices {
  list: readonly DeviceInfo[] = $state.raw([]);
  busy = $state(false);
  failure: Failure | null = $state.raw(null);
}

const state = new Devices();
export const devices: Readonly<Devices> = state;

export async function loadDevices(): Promise<void> {
  state.busy = true;
  const answer = await callApi<readonly DeviceInfo[]>('/api/devices');
  state.busy = false;
  state.failure = answer.ok ? null : answer.failure;
  if (answer.ok) state.list = answer.value;
}

export async function revokeDevice(device: string): Promise<Outcome> {
  const answer = await callApi<null>(`/api/devices/${device}`, { method: 'DELETE' });
  if (answer.ok) await loadDevices();
  return answer;
}
