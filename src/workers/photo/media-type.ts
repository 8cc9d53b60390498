const SIGNATURES: readonly (readonly [mediaType: string, at: number, bytes: string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/heic', 4, 'ftyphei'],
  ['image/heic', 4, 'ftypmif1'],
  ['image/avif', 4, 'ftypavif'],
];

/** What the bytes are, whatever name or type they came with; '' when they are no picture we know. */
export function mediaTypeOf(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 32));
  return SIGNATURES.find(([, at, signature]) => start.startsWith(signature, at))?.[0] ?? '';
}
