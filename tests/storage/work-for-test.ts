import type { NewEntry } from '#storage/append.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';

export const finding: NewEntry = {
  case: 'c-1',
  kind: 'finding',
  kindV: 1,
  body: { subject: '风机', result: 'unclear', description: '' },
  blobs: [],
};

export interface PhotoEntry {
  readonly entry: NewEntry;
  readonly original: string;
  readonly thumb: string;
  readonly bytes: number;
}

/** A photo with its thumbnail; `size` bytes, for tests of what is held in memory. */
export function photo(name: string, size = 100): PhotoEntry {
  const large = new TextEncoder().encode(name.padEnd(size, '.'));
  const small = new TextEncoder().encode(`${name} thumb`);
  const [original, thumb] = [sha256OfBytes(large), sha256OfBytes(small)];
  const blobs = [
    { sha256: original, bytes: large, mediaType: 'image/jpeg', role: 'original' as const },
    { sha256: thumb, bytes: small, mediaType: 'image/jpeg', role: 'thumb' as const },
  ];
  const entry = { case: 'c-1', kind: 'photo', kindV: 1, body: { original, thumb }, blobs };
  return { entry, original, thumb, bytes: large.length };
}
