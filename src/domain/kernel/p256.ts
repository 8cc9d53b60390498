import { sha256 } from '@noble/hashes/sha2.js';

/**
 * Whether a signature holds, in plain JavaScript: a page opened from a disk (file://) is no secure context in every browser, and has no
 * WebCrypto there. Nothing secret is computed with, so time and memory may depend on what is looked at.
 */

// SEC 2 §2.4.2 (secp256r1): y² = x³ − 3x + B over the integers modulo P; the base point has order N.
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const G: Affine = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};

interface Affine {
  readonly x: bigint;
  readonly y: bigint;
}

/** (X : Y : Z) stands for x = X/Z², y = Y/Z³; Z = 0 is the point at infinity. */
interface Jacobian extends Affine {
  readonly z: bigint;
}

const INFINITY: Jacobian = { x: 1n, y: 1n, z: 0n };
const SIDE = 32;

/**
 * ECDSA over P-256 with SHA-256 (FIPS 186-5 §6.4.2).
 * @param publicKey 65 bytes: 0x04 ‖ x ‖ y
 * @param sig 64 bytes: r ‖ s
 * A key or signature that cannot be read, or a key that is not on the curve, is simply no.
 */
export function holdsP256(publicKey: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean {
  const q = pointOf(publicKey);
  if (!q || sig.length !== 2 * SIDE) return false;
  const [r, s] = [numberOf(sig.subarray(0, SIDE)), numberOf(sig.subarray(SIDE))];
  if (r <= 0n || r >= N || s <= 0n || s >= N) return false;
  const w = inverse(s, N);
  const point = sumOfMultiples(mod(numberOf(sha256(message)) * w, N), mod(r * w, N), q);
  if (point.z === 0n) return false;
  const zInverse = inverse(point.z, P);
  return mod(mod(point.x * zInverse * zInverse, P), N) === r;
}

function pointOf(raw: Uint8Array): Affine | null {
  if (raw.length !== 1 + 2 * SIDE || raw[0] !== 4) return null;
  const [x, y] = [numberOf(raw.subarray(1, 1 + SIDE)), numberOf(raw.subarray(1 + SIDE))];
  if (x >= P || y >= P) return null;
  return mod(y * y - (x * x * x - 3n * x + B), P) === 0n ? { x, y } : null;
}

function numberOf(bytes: Uint8Array): bigint {
  let hex = '0x';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

function mod(a: bigint, m: bigint): bigint {
  const rest = a % m;
  return rest < 0n ? rest + m : rest;
}

/** By Euclid; `a` is not a multiple of the prime `m`. */
function inverse(a: bigint, m: bigint): bigint {
  let [low, high, x, y] = [mod(a, m), m, 1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x, m);
}

/** a·G + b·Q, both walked bit by bit together. */
function sumOfMultiples(a: bigint, b: bigint, q: Affine): Jacobian {
  const [g, own] = [
    { ...G, z: 1n },
    { ...q, z: 1n },
  ];
  const table = [null, g, own, add(g, own)];
  let sum = INFINITY;
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = double(sum);
    const term = table[Number(((a >> bit) & 1n) | (((b >> bit) & 1n) << 1n))];
    if (term) sum = add(sum, term);
  }
  return sum;
}

/** dbl-2001-b of the Explicit-Formulas Database, for a = −3. */
function double({ x, y, z }: Jacobian): Jacobian {
  if (z === 0n || y === 0n) return INFINITY;
  const delta = mod(z * z, P);
  const gamma = mod(y * y, P);
  const beta = mod(x * gamma, P);
  const alpha = mod(3n * (x - delta) * (x + delta), P);
  const x3 = mod(alpha * alpha - 8n * beta, P);
  const z3 = mod(2n * y * z, P);
  return { x: x3, y: mod(alpha * (4n * beta - x3) - 8n * gamma * gamma, P), z: z3 };
}

/** add-1998-cmo-2 of the Explicit-Formulas Database. */
function add(p: Jacobian, q: Jacobian): Jacobian {
  if (p.z === 0n) return q;
  if (q.z === 0n) return p;
  const [pz, qz] = [mod(p.z * p.z, P), mod(q.z * q.z, P)];
  const [u1, u2] = [mod(p.x * qz, P), mod(q.x * pz, P)];
  const [s1, s2] = [mod(p.y * q.z * qz, P), mod(q.y * p.z * pz, P)];
  const [h, r] = [mod(u2 - u1, P), mod(s2 - s1, P)];
  if (h === 0n) return r === 0n ? double(p) : INFINITY;
  const hh = mod(h * h, P);
  const hhh = mod(h * hh, P);
  const v = mod(u1 * hh, P);
  const x = mod(r * r - hhh - 2n * v, P);
  return { x, y: mod(r * (v - x) - s1 * hhh, P), z: mod(p.z * q.z * h, P) };
}
