import { createHash, diffieHellman, hkdfSync } from 'node:crypto';
import type { SigningKey } from '../keys/p256.ts';
import { privateKeyOf, readRawKey } from '../keys/p256.ts';
import { RESCUE_INFO } from '#protocol/rescue.ts';

/** Names the office's key in a rescue file's head. */
export function rescueKeyId(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 32);
}

/** The key of one file, from its ephemeral key and its head's bytes; null when `eph` is no key. */
export function fileKeyOf(office: SigningKey, eph: string, head: Buffer): Buffer | null {
  const publicKey = readRawKey(Buffer.from(eph, 'base64url'));
  if (!publicKey) return null;
  const shared = diffieHellman({ privateKey: privateKeyOf(office.secret), publicKey });
  const salt = createHash('sha256').update(head).digest();
  return Buffer.from(hkdfSync('sha256', shared, salt, RESCUE_INFO, 32));
}
