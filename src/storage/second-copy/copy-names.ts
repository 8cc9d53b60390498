import type { ChainHead } from '../rows.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';

/**
 * The names say where in the chain an entry stands, so that listing the folder tells the whole chain and no file has to be opened for it.
 *   entry.<number>.<device>.<id>      blob.<sha256>      head      draft.<sha256 of its key>
 */
export const HEAD_NAME = 'head';

export interface CopiedEntry {
  readonly name: string;
  readonly device: string;
  readonly seq: number;
  readonly id: string;
}

/** What lies in the folder. A file of size 0 was cut short while it was made: it counts for nothing. */
export interface CopyListing {
  /** By number, chain after chain. */
  readonly entries: readonly CopiedEntry[];
  readonly blobs: ReadonlySet<string>;
  readonly hasHead: boolean;
  /** Names of the half-filled forms. */
  readonly drafts: ReadonlySet<string>;
}

export const NO_COPIES: CopyListing = { entries: [], blobs: new Set(), hasHead: false, drafts: new Set() };

const ENTRY = /^entry\.(\d+)\.([0-9a-f]{32})\.([0-9a-f]{64})$/;
const BLOB = /^blob\.([0-9a-f]{64})$/;
const DRAFT = /^draft\.[0-9a-f]{64}$/;

export function entryName({ device, seq, id }: ChainHead & { readonly id: string }): string {
  return `entry.${String(seq)}.${device}.${id}`;
}

export function blobName(sha256: string): string {
  return `blob.${sha256}`;
}

/** A hash: a case's id is not made for file names. */
export function draftName(key: string): string {
  return `draft.${sha256OfText(key)}`;
}

export function readNames(files: ReadonlyMap<string, number>): CopyListing {
  const whole = [...files].filter(([, size]) => size > 0).map(([name]) => name);
  const entries = whole.flatMap((name) => {
    const [, seq, device, id] = ENTRY.exec(name) ?? [];
    return seq && device && id ? [{ name, device, seq: Number(seq), id }] : [];
  });
  const blobs = new Set(whole.flatMap((name) => BLOB.exec(name)?.[1] ?? []));
  const drafts = new Set(whole.filter((name) => DRAFT.test(name)));
  return { entries: entries.sort((a, b) => a.seq - b.seq), blobs, hasHead: whole.includes(HEAD_NAME), drafts };
}
