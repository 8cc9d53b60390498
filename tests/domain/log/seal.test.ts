import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryHeader } from '#domain/log/entry.ts';
import { commitmentOf, deviceIdOf, entryIdOf, hashOfStatement } from '#domain/log/seal.ts';
import { signedPart } from '#domain/log/receipt.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';

const payload = { salt: '0'.repeat(32), body: { subject: '风机', result: 'violates' } };
const header: EntryHeader = {
  v: 1,
  alg: 'ES256',
  device: 'd'.repeat(32),
  seq: 2,
  prev: 'a'.repeat(64),
  case: 'c-1',
  actor: 'u-wang',
  kind: 'finding',
  kindV: 1,
  base: 7,
  checkpoint: null,
  claimedAt: 1_770_000_000_000,
  clockOffsetMs: -12,
  commit: commitmentOf(payload),
  blobs: ['b'.repeat(64)],
};

describe('sealing', () => {
  it('[LOG-4] the id is the hash of the canonical header, whatever order its fields were written in', () => {
    const shuffled = Object.fromEntries(Object.entries(header).reverse()) as unknown as EntryHeader;
    expect(entryIdOf(shuffled)).toBe(entryIdOf(header));
    expect(entryIdOf(header)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('[LOG-4] any change to any field gives another id', () => {
    const ids = Object.keys(header).map((field) => entryIdOf({ ...header, [field]: 'other' }));
    expect(new Set([...ids, entryIdOf(header)]).size).toBe(ids.length + 1);
  });

  it('[LOG-5] binds salt and body', () => {
    expect(commitmentOf(payload)).toBe(sha256OfText(`${payload.salt}{"result":"violates","subject":"风机"}`));
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9a-f]{32}$/),
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()),
        (salt, body) => {
          fc.pre(salt !== payload.salt);
          expect(commitmentOf({ salt, body })).not.toBe(commitmentOf({ salt: payload.salt, body }));
        },
      ),
    );
  });

  it('[LOG-6] the id does not need the payload', () => {
    const entry = { header, sig: '', payload: null };
    expect(entryIdOf(entry.header)).toBe(entryIdOf(header));
  });

  it('[LOG-7] device ids follow from the key', () => {
    expect(deviceIdOf(new Uint8Array(65))).toHaveLength(32);
    expect(deviceIdOf(new Uint8Array(65))).not.toBe(deviceIdOf(new Uint8Array(65).fill(1)));
  });

  it('[LOG-8] a signature covers all but itself', () => {
    const statement = { a: 1, b: 'x', sig: 'one' };
    expect(hashOfStatement(signedPart(statement))).toBe(hashOfStatement(signedPart({ ...statement, sig: 'two' })));
    expect(hashOfStatement(signedPart(statement))).not.toBe(hashOfStatement(signedPart({ ...statement, a: 2 })));
  });
});
