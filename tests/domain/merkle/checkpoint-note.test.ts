import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newSigningKey } from '#server/keys/p256.ts';
import {
  noteOf,
  originOf,
  readNote,
  signerOf,
  textOfCheckpoint,
  verifierKeyOf,
} from '#domain/merkle/checkpoint-note.ts';

const key = newSigningKey();
const raw = new Uint8Array(Buffer.from(key.publicKey, 'base64url'));
const checkpoint = {
  origin: originOf('0011223344556677'),
  size: 20_852_163,
  root: new Uint8Array(createHash('sha256').update('root').digest()),
};

async function signed(): Promise<string> {
  const sig = await key.sign(textOfCheckpoint(checkpoint));
  return noteOf(checkpoint, raw, Buffer.from(sig, 'base64url'));
}

describe('a checkpoint', () => {
  it('[PROOF-5] is a signed note that others can check with a verifier key and OpenSSL alone', async () => {
    const note = await signed();
    expect(note.split('\n').slice(0, 3)).toEqual([
      'jiban/0011223344556677',
      '20852163',
      Buffer.from(checkpoint.root).toString('base64'),
    ]);
    const [, id = '', coded = ''] = /^[^+]+\+([0-9a-f]{8})\+(.+)$/.exec(verifierKeyOf(checkpoint.origin, raw)) ?? [];
    const bytes = Buffer.from(coded, 'base64');
    expect(bytes[0]).toBe(2);
    const spki = createPublicKey({ key: bytes.subarray(1), format: 'der', type: 'spki' });
    expect(createHash('sha256').update(bytes.subarray(1)).digest('hex').slice(0, 8)).toBe(id);
    const signature = Buffer.from(note.trimEnd().split(' ').at(-1) ?? '', 'base64');
    expect(signature.subarray(0, 4).toString('hex')).toBe(id);
    const text = Buffer.from(note.slice(0, note.indexOf('\n\n') + 1));
    expect(verify('sha256', text, { key: spki, dsaEncoding: 'der' }, signature.subarray(4))).toBe(true);
  });

  it('[PROOF-5] is read back, and every flipped bit of it is refused', async () => {
    const note = await signed();
    const read = readNote(note);
    if (!read) throw new Error('unreadable');
    expect(read.checkpoint).toEqual(checkpoint);
    expect(
      signerOf(
        read,
        [newSigningKey().publicKey, key.publicKey].map((one) => Buffer.from(one, 'base64url')),
      ),
    ).toEqual(Buffer.from(raw));
    const bytes = Buffer.from(note);
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const bad = Buffer.from(bytes);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const other = readNote(bad.toString('utf8'));
      expect([bit, other ? signerOf(other, [raw]) : null]).toEqual([bit, null]);
    }
  });

  it('[PROOF-5] passes over signatures of others, and is nobody’s without one of ours', async () => {
    const note = await signed();
    const witness = `${note}\u2014 witness.example/w1 ${Buffer.from('12345678').toString('base64')}\n`;
    const read = readNote(witness);
    expect(read && signerOf(read, [raw])).toEqual(raw);
    const foreign = readNote(note);
    expect(foreign && signerOf(foreign, [Buffer.from(newSigningKey().publicKey, 'base64url')])).toBeNull();
    for (const bad of [
      '',
      'a\n1\n\n',
      note.slice(0, -1),
      note.replace('\n20852163', '\n020852163'),
      note.replace('\n\n', '\nmore\n\n'),
    ])
      expect(readNote(bad)).toBeNull();
  });
});
