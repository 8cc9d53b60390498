import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { TreeHead } from './proofs.ts';
import { base64Of, bytesOfBase64 } from '../kernel/base64.ts';
import { derOfSignature, signatureOfDer } from './ecdsa-der.ts';
import { holdsP256 } from '../kernel/p256.ts';

/**
 * The state of the log's tree as a signed note (c2sp.org/tlog-checkpoint in c2sp.org/signed-note): three lines of text, an empty line, and
 * lines of signatures of the type 0x02, ECDSA over P-256 and SHA-256 in DER.
 */
export interface TreeCheckpoint extends TreeHead {
  readonly origin: string;
}

/** SubjectPublicKeyInfo of a P-256 key up to the point (RFC 5480 §2). */
const SPKI_START = hexToBytes('3059301306072a8648ce3d020106082a8648ce3d030107034200');
const ECDSA = 0x02;
const ID_LENGTH = 4;
const HASH_LENGTH = 32;
const DASH = '\u2014';
/** Longer than ours by far; short enough to be read without a thought. */
const MAX_NOTE_LENGTH = 64_000;

/**
 * A history of the log is a log of its own: a restored server begins a new one, whose tree begins with the leaves that were restored. So no
 * origin ever gets two trees that contradict each other, however often a server is restored.
 */
export function originOf(epoch: string): string {
  return `jiban/${epoch}`;
}

export function textOfCheckpoint({ origin, size, root }: TreeCheckpoint): string {
  return `${origin}\n${String(size)}\n${base64Of(root)}\n`;
}

/** @param publicKey 65 raw bytes @param sig 64 bytes, r ‖ s, over the text */
export function noteOf(checkpoint: TreeCheckpoint, publicKey: Uint8Array, sig: Uint8Array): string {
  const signature = base64Of(concatBytes(keyIdOf(publicKey), derOfSignature(sig)));
  return `${textOfCheckpoint(checkpoint)}\n${DASH} ${checkpoint.origin} ${signature}\n`;
}

/** What verifiers of signed notes are told (a "vkey"): name, id and key. */
export function verifierKeyOf(origin: string, publicKey: Uint8Array): string {
  const key = base64Of(concatBytes(Uint8Array.of(ECDSA), SPKI_START, publicKey));
  return `${origin}+${bytesToHex(keyIdOf(publicKey))}+${key}`;
}

/** For this type of signature the id is that of the key alone. */
function keyIdOf(publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(SPKI_START, publicKey)).subarray(0, ID_LENGTH);
}

export interface ReadNote {
  readonly checkpoint: TreeCheckpoint;
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** null for anything that is not exactly such a note; extension lines, which nothing here writes, included. */
export function readNote(note: string): ReadNote | null {
  const end = note.indexOf('\n\n');
  if (end < 0 || note.length > MAX_NOTE_LENGTH || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  const [origin = '', sizeText = '', rootText = '', ...more] = text.slice(0, -1).split('\n');
  const root = bytesOfBase64(rootText);
  const size = Number(sizeText);
  if (origin === '' || root?.length !== HASH_LENGTH || more.length > 0) return null;
  if (!/^(0|[1-9]\d*)$/.test(sizeText) || !Number.isSafeInteger(size)) return null;
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map(signatureOfLine);
  if (signatures.some((signature) => signature === null)) return null;
  return { checkpoint: { origin, size, root }, text, signatures: signatures.filter((each) => each !== null) };
}

function signatureOfLine(line: string): ReadNote['signatures'][number] | null {
  const [dash, name = '', signature = '', ...more] = line.split(' ');
  const bytes = bytesOfBase64(signature);
  return dash === DASH && name !== '' && bytes && bytes.length > ID_LENGTH && more.length === 0
    ? { name, bytes }
    : null;
}

/** Whether a signature claims to be by one of the keys, good or not. */
export function claimsKeyOf({ signatures }: ReadNote, keys: readonly Uint8Array[]): boolean {
  const ids = keys.map((key) => bytesToHex(keyIdOf(key)));
  return signatures.some(({ bytes }) => ids.includes(bytesToHex(bytes.subarray(0, ID_LENGTH))));
}

/** Which of the keys (65 raw bytes each) signed the note in the name of its origin; null when none did. Other signatures are passed over. */
export function signerOf(
  { checkpoint, text, signatures }: ReadNote,
  keys: readonly Uint8Array[],
  holds: typeof holdsP256 = holdsP256,
): Uint8Array | null {
  for (const key of keys) {
    const id = bytesToHex(keyIdOf(key));
    for (const { name, bytes } of signatures) {
      if (name !== checkpoint.origin || bytesToHex(bytes.subarray(0, ID_LENGTH)) !== id) continue;
      const sig = signatureOfDer(bytes.subarray(ID_LENGTH));
      if (sig && holds(key, utf8ToBytes(text), sig)) return key;
    }
  }
  return null;
}
