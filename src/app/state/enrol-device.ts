import type { PersonStore } from '#storage/person-store.ts';
import type { EnrolDevice } from '#protocol/session.ts';
import type { Outcome } from './failure.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { signWith } from '#storage/device-identity.ts';
import { deviceOf } from '#storage/person-store.ts';
import { callApi } from './call-api.ts';
import { failed, succeeded } from './failure.ts';

/** Tells the server this device's key, with a proof that it holds the private half. Telling it again changes nothing. */
export async function enrolDevice(store: PersonStore): Promise<Outcome<string>> {
  const device = await deviceOf(store);
  const enrolment: EnrolDevice = {
    device: device.id,
    publicKey: device.publicKey,
    name: deviceName(navigator.userAgent),
    proof: await signWith(device, hashOfStatement({ enrol: device.id, person: store.person })),
  };
  const answer = await callApi<unknown>('/api/devices', { method: 'POST', body: enrolment, person: store.person });
  return answer.ok ? succeeded(device.id) : failed(answer.failure.code, answer.failure.params);
}

/** For a person to tell their devices apart; nothing depends on it. */
function deviceName(userAgent: string): string {
  const system = /Android|iPhone|iPad|HarmonyOS|Windows|Mac OS|Linux/.exec(userAgent)?.[0] ?? '';
  const browser = /MicroMessenger|Edg|HuaweiBrowser|Firefox|Chrome|Safari/.exec(userAgent)?.[0] ?? '';
  return [system, browser].filter((part) => part !== '').join(' · ') || 'Web';
}
