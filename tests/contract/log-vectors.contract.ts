import { expect, test } from 'vitest';
import type { Json } from '#domain/kernel/json.ts';
import { canonicalJson, CanonicalJsonError } from '#domain/kernel/canonical-json.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';
import { commitmentOf, entryIdOf } from '#domain/log/seal.ts';
import { CANONICAL_VECTORS, ENTRY_VECTOR, REFUSED_VECTORS, SIGNATURE_VECTORS } from './log-vectors.ts';

type Verify = (publicKey: string, text: string, sig: string) => Promise<boolean>;

/** Run in every engine that takes part in the log, with that side's own way to check a signature. */
export function logVectorsContract(verify: Verify): void {
  test.each(CANONICAL_VECTORS)('[DEVICE-25] [LOG-1] $name', ({ json, sha256 }) => {
    expect(sha256OfText(canonicalJson(JSON.parse(json) as Json))).toBe(sha256);
  });

  test.each(REFUSED_VECTORS)('[DEVICE-25] [LOG-2] refuses $name', ({ json }) => {
    expect(() => canonicalJson(JSON.parse(json) as Json)).toThrow(CanonicalJsonError);
  });

  test('[DEVICE-25] [LOG-4] an entry has the same commitment and id everywhere', () => {
    expect(commitmentOf(ENTRY_VECTOR.payload)).toBe(ENTRY_VECTOR.header.commit);
    expect(entryIdOf(ENTRY_VECTOR.header)).toBe(ENTRY_VECTOR.id);
  });

  test.each(SIGNATURE_VECTORS)(
    '[DEVICE-25] a signature made by $madeBy holds here, and over nothing else',
    async ({ publicKey, text, sig }) => {
      expect(await verify(publicKey, text, sig)).toBe(true);
      expect(await verify(publicKey, text.replace(/^./, 'e'), sig)).toBe(false);
    },
  );
}
