/** base64url without padding, as signatures and public keys travel. */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** WebCrypto's SHA-256: for photos far faster than the domain's own. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function newToken(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
