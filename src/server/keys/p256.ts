import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Signer } from '../sync/ports.ts';
import { ENTRY_ALG } from '#domain/log/entry.ts';

const P1363 = 'ieee-p1363';
const RAW_LENGTH = 65;
const COORDINATE_LENGTH = 32;
const MAX_KEYS = 2000;
const keysByText = new Map<string, KeyObject>();

/**
 * Whether `sig` (base64url, r ‖ s) is a P-256 signature over the UTF-8 of `text`. Runs on the thread pool, so that a batch is checked on
 * several cores. A key or signature that cannot be read is simply no.
 */
export function verifyP256(publicKey: string, text: string, sig: string): Promise<boolean> {
  const key = keyOf(publicKey);
  if (!key) return Promise.resolve(false);
  return new Promise((resolve) => {
    verify('sha256', Buffer.from(text), { key, dsaEncoding: P1363 }, Buffer.from(sig, 'base64url'), (error, ok) => {
      resolve(error === null && ok);
    });
  });
}

function keyOf(publicKey: string): KeyObject | null {
  const known = keysByText.get(publicKey);
  if (known) return known;
  const key = readRawKey(Buffer.from(publicKey, 'base64url'));
  if (!key) return null;
  if (keysByText.size >= MAX_KEYS) keysByText.clear();
  keysByText.set(publicKey, key);
  return key;
}

/** An uncompressed point (0x04 ‖ x ‖ y); null when it is none, or not on the curve. */
export function readRawKey(raw: Buffer): KeyObject | null {
  if (raw.length !== RAW_LENGTH || raw[0] !== 4) return null;
  const x = raw.subarray(1, 1 + COORDINATE_LENGTH).toString('base64url');
  const y = raw.subarray(1 + COORDINATE_LENGTH).toString('base64url');
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return null;
  }
}

/** A private key the server holds: its own for statements, or that of a device it writes for. */
export interface SigningKey extends Signer {
  /** base64url of the raw 65 bytes. */
  readonly publicKey: string;
  /** PKCS #8 as base64url, to be stored. */
  readonly secret: string;
}

export function newSigningKey(): SigningKey {
  return signingKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

export function readSigningKey(secret: string): SigningKey {
  return signingKeyOf(privateKeyOf(secret));
}

export function privateKeyOf(secret: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(secret, 'base64url'), format: 'der', type: 'pkcs8' });
}

function signingKeyOf(key: KeyObject): SigningKey {
  const { x, y } = createPublicKey(key).export({ format: 'jwk' });
  if (!x || !y) throw new Error('a P-256 key without coordinates');
  const raw = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return {
    alg: ENTRY_ALG,
    publicKey: raw.toString('base64url'),
    secret: key.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    sign: (hash) => signOnThreadPool(key, hash),
  };
}

function signOnThreadPool(key: KeyObject, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(text), { key, dsaEncoding: P1363 }, (error, signature) => {
      if (error) reject(error);
      else resolve(signature.toString('base64url'));
    });
  });
}
