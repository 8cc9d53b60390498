import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsP256 } from '#domain/kernel/p256.ts';
import { base64Of, base64urlOf, bytesOfBase64, bytesOfBase64url } from '#domain/kernel/base64.ts';
import { newSigningKey, readRawKey, verifyP256 } from '#server/keys/p256.ts';
import { derOfSignature, signatureOfDer } from '#domain/merkle/ecdsa-der.ts';

const N = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const P = BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff');
const bytes32 = (n: bigint) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex');

const key = newSigningKey();
const raw = new Uint8Array(Buffer.from(key.publicKey, 'base64url'));
const text = '一份笔录';
const message = new TextEncoder().encode(text);

describe('P-256 in plain JavaScript', () => {
  it('[PROOF-4] agrees with OpenSSL on good and damaged signatures of many keys', async () => {
    for (let i = 0; i < 40; i++) {
      const own = newSigningKey();
      const said = createHash('sha256').update(String(i)).digest('hex');
      const sig = Buffer.from(await own.sign(said), 'base64url');
      const point = new Uint8Array(Buffer.from(own.publicKey, 'base64url'));
      const words = new TextEncoder().encode(said);
      expect(holdsP256(point, words, sig)).toBe(true);
      const at = i % 64;
      const bad = Buffer.from(sig);
      bad[at] = (bad[at] ?? 0) ^ (1 << (i % 8));
      expect(holdsP256(point, words, bad)).toBe(await verifyP256(own.publicKey, said, bad.toString('base64url')));
      expect(holdsP256(raw, words, sig)).toBe(false);
      expect(holdsP256(point, message, sig)).toBe(false);
    }
  });

  it('[PROOF-4] refuses numbers outside their range, and points that are none', async () => {
    const sig = new Uint8Array(Buffer.from(await key.sign(text), 'base64url'));
    const [r, s] = [sig.slice(0, 32), sig.slice(32)];
    expect(holdsP256(raw, message, sig)).toBe(true);
    for (const edge of [0n, N, N + 1n, 2n ** 256n - 1n]) {
      expect(holdsP256(raw, message, Buffer.concat([bytes32(edge), s]))).toBe(false);
      expect(holdsP256(raw, message, Buffer.concat([r, bytes32(edge)]))).toBe(false);
    }
    expect(holdsP256(raw, message, sig.slice(0, 63))).toBe(false);
    expect(holdsP256(raw.slice(0, 64), message, sig)).toBe(false);
    expect(holdsP256(Uint8Array.of(2, ...raw.slice(1)), message, sig)).toBe(false);
    const off = Uint8Array.from(raw);
    off[64] = (off[64] ?? 0) ^ 1;
    expect(readRawKey(Buffer.from(off))).toBeNull();
    expect(holdsP256(off, message, sig)).toBe(false);
    const big = Buffer.concat([Buffer.of(4), bytes32(P + 5n), raw.slice(33)]);
    expect(holdsP256(big, message, sig)).toBe(false);
  });

  it('[PROOF-4] takes signatures whose numbers begin with zeros, and adds a point to itself and to its negative', () => {
    // Keys 1 and N − 1: Q = G and Q = −G drive the sums through doubling and infinity.
    const g = '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296';
    const y = BigInt('0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5');
    for (const side of [y, P - y]) {
      const point = Buffer.concat([Buffer.of(4), Buffer.from(g, 'hex'), bytes32(side)]);
      for (let i = 1; i <= 20; i++) {
        const sig = Buffer.concat([bytes32(BigInt(i)), bytes32(BigInt(i * 7))]);
        const known = readRawKey(point);
        if (!known) throw new Error('G is a point');
        const open = verify('sha256', message, { key: known, dsaEncoding: 'ieee-p1363' }, sig);
        expect(holdsP256(point, message, sig)).toBe(open);
      }
    }
    let isShort = false;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y: own = '' } = publicKey.export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(own, 'base64url')]);
    for (let i = 0; i < 2000 && !isShort; i++) {
      const sig = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      if (sig[0] !== 0 && sig[32] !== 0) continue;
      isShort = true;
      expect(holdsP256(point, message, sig)).toBe(true);
      expect(signatureOfDer(derOfSignature(sig))).toEqual(new Uint8Array(sig));
    }
    expect(isShort).toBe(true);
  });

  it('[PROOF-4] reads one spelling of base 64 and of DER only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(base64urlOf(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(bytesOfBase64(base64Of(bytes))).toEqual(bytes);
        expect(bytesOfBase64url(base64urlOf(bytes))).toEqual(bytes);
      }),
    );
    for (const other of ['QQ', 'QR==', 'Q', 'QQ===', 'QQ==\n', 'Q Q=', '-_==']) expect(bytesOfBase64(other)).toBeNull();
    for (const other of ['QR', 'QQ==', 'Q', '+/']) expect(bytesOfBase64url(other)).toBeNull();
    const sig = new Uint8Array(64).fill(0x81);
    const der = derOfSignature(sig);
    expect(signatureOfDer(der)).toEqual(sig);
    for (let bit = 0; bit < der.length * 8; bit++) {
      const bad = Uint8Array.from(der);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(signatureOfDer(bad)).not.toEqual(sig);
    }
  });
});
