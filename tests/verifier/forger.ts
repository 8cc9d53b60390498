import type { FaultCode } from '#domain/package/fault.ts';
import type { LooseEntry, PackageEditor } from './package-editor.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SigningKey } from '#server/keys/p256.ts';
import { entryIdOf, hashOfStatement } from '#domain/log/seal.ts';
import { noteOf, readNote, textOfCheckpoint } from '#domain/merkle/checkpoint-note.ts';
import { signedPart } from '#domain/log/receipt.ts';

/** Everything somebody with the package could get hold of: in the worst case every key of the bureau. */
export interface Forger {
  readonly server: SigningKey;
  readonly devices: ReadonlyMap<string, SigningKey>;
  readonly foreign: SigningKey;
  /** Another genuine package of the same server. */
  readonly other: PackageEditor;
  /** An integer from 0 (included) to `end` (excluded). */
  readonly pick: (end: number) => number;
}

export interface Mutation {
  readonly name: string;
  /** The reason that must be among those named. */
  readonly code: FaultCode;
  /** Who puts the list of files right again afterwards: nobody, or somebody with the server's or with a foreign key. */
  readonly signs: 'nobody' | 'server' | 'foreign';
  readonly change: (editor: PackageEditor, forger: Forger) => void | Promise<void>;
  /** Done to the finished file. */
  readonly after?: (bytes: Uint8Array, forger: Forger) => Uint8Array;
}

const keysOf = (key: SigningKey) => new Uint8Array(Buffer.from(key.publicKey, 'base64url'));

export const someEntry = (editor: PackageEditor, { pick }: Forger): number => pick(editor.entries.length);

export async function receiptBy(key: SigningKey, receipt: Receipt): Promise<Receipt> {
  return { ...receipt, sig: await key.sign(hashOfStatement(signedPart(receipt))) };
}

export async function noteBy(
  key: SigningKey,
  note: string,
  change: (size: number, root: Uint8Array) => [string | null, Uint8Array],
): Promise<string> {
  const { checkpoint } = readNote(note) ?? {};
  if (!checkpoint) throw new Error('no checkpoint');
  const [origin, root] = change(checkpoint.size, checkpoint.root);
  const other = { ...checkpoint, root, origin: origin ?? checkpoint.origin };
  return noteOf(other, keysOf(key), Buffer.from(await key.sign(textOfCheckpoint(other)), 'base64url'));
}

export function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

export function flipFile(editor: PackageEditor, name: string, { pick }: Forger): void {
  const bytes = editor.files.get(name) ?? new Uint8Array();
  editor.files.set(name, flip(bytes, pick(bytes.length)));
}

/** An entry signed anew by its own device after a change of its words, with a receipt of the server to match. */
export async function rewritten(entry: LooseEntry, { devices, server }: Forger, change: object): Promise<LooseEntry> {
  const key = devices.get(entry.header.device);
  if (!key) throw new Error('no such device');
  const header = { ...entry.header, ...change };
  const id = entryIdOf(header);
  return {
    ...entry,
    header,
    sig: await key.sign(id),
    receipt: await receiptBy(server, { ...entry.receipt, entry: id }),
  };
}

const words = (entry: LooseEntry): boolean => entry.payload !== null;

/** Entries with words. Every package has some. */
export function toldEntry(editor: PackageEditor, { pick }: Forger): number {
  const told = editor.entries.flatMap((entry, i) => (words(entry) ? [i] : []));
  return told[pick(told.length)] ?? 0;
}
