/** The DER form of ECDSA signatures (SEQUENCE of two INTEGERs), which signed notes carry; everything else here is r ‖ s. */

const [SEQUENCE, INTEGER] = [0x30, 0x02];
const SIDE = 32;

/** @param sig 64 bytes, r ‖ s */
export function derOfSignature(sig: Uint8Array): Uint8Array {
  const body = [...integerOf(sig.subarray(0, SIDE)), ...integerOf(sig.subarray(SIDE))];
  return Uint8Array.of(SEQUENCE, body.length, ...body);
}

function integerOf(bytes: Uint8Array): number[] {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? [0] : [...bytes.subarray(start)];
  // A leading one bit would make it negative.
  const value = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits;
  return [INTEGER, value.length, ...value];
}

/** null for anything but the one encoding that `derOfSignature` gives for some signature. */
export function signatureOfDer(der: Uint8Array): Uint8Array | null {
  const r = digitsAt(der, 2);
  const s = r && digitsAt(der, r.end);
  if (!r || !s) return null;
  const sig = new Uint8Array(2 * SIDE);
  for (const [i, { digits }] of [r, s].entries()) {
    if (digits.length > SIDE) return null;
    sig.set(digits, (i + 1) * SIDE - digits.length);
  }
  const again = derOfSignature(sig);
  return again.length === der.length && again.every((byte, i) => byte === der[i]) ? sig : null;
}

function digitsAt(der: Uint8Array, at: number): { readonly digits: Uint8Array; readonly end: number } | null {
  const end = at + 2 + (der[at + 1] ?? Number.MAX_SAFE_INTEGER);
  if (end > der.length) return null;
  const value = der.subarray(at + 2, end);
  const start = value.findIndex((byte) => byte !== 0);
  return { digits: start < 0 ? value.subarray(value.length) : value.subarray(start), end };
}
