import type { DeviceIdentity } from './rows.ts';
import { deviceIdOf } from '#domain/log/seal.ts';
import { toBase64Url } from './encoding.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A new key pair whose private half never leaves the browser's key store by script. */
export async function createDeviceIdentity(): Promise<DeviceIdentity> {
  const pair = await crypto.subtle.generateKey(KEY, false, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { id: deviceIdOf(publicKey), publicKey: toBase64Url(publicKey), privateKey: pair.privateKey };
}

/** ECDSA P-256 / SHA-256 over the text's UTF-8, P1363 form, base64url: an entry's id, or the hash of a statement. */
export async function signWith(device: DeviceIdentity, text: string): Promise<string> {
  const signature = await crypto.subtle.sign(SIGNATURE, device.privateKey, new TextEncoder().encode(text));
  return toBase64Url(new Uint8Array(signature));
}
