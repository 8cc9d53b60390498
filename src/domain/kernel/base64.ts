const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = STANDARD.replace('+/', '-_');

/** Base 64 with padding (RFC 4648 §4), as C2SP texts carry it. */
export function base64Of(bytes: Uint8Array): string {
  return encode(bytes, STANDARD).padEnd(Math.ceil(bytes.length / 3) * 4, '=');
}

/** Base 64 for URLs without padding (RFC 4648 §5), as keys and signatures travel in JSON. */
export function base64urlOf(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE);
}

/** null for anything but the one text that `base64Of` writes for some bytes: a second spelling of a signature is a changed bit. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const bytes = decode(text.replace(/={1,2}$/, ''), STANDARD);
  return bytes && base64Of(bytes) === text ? bytes : null;
}

/** null for anything but the one text that `base64urlOf` writes for some bytes. */
export function bytesOfBase64url(text: string): Uint8Array | null {
  const bytes = decode(text, URL_SAFE);
  return bytes && base64urlOf(bytes) === text ? bytes : null;
}

function encode(bytes: Uint8Array, alphabet: string): string {
  let text = '';
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 6; bits -= 6) text += alphabet[(held >> (bits - 6)) & 63] ?? '';
  }
  return bits > 0 ? text + (alphabet[(held << (6 - bits)) & 63] ?? '') : text;
}

function decode(text: string, alphabet: string): Uint8Array | null {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return new Uint8Array(bytes);
}
