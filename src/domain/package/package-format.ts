import type { EntryHeader, Payload } from '../log/entry.ts';
import type { LogReach, Receipt } from '../log/receipt.ts';
import type { Audience } from './audience.ts';

export const PACKAGE_KIND = 'jiban-evidence-package';
export const PACKAGE_VERSION = 1;

/** Names that mean something to the verifier; all other files are covered by the manifest and nothing else. */
export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.sig';
export const ENTRIES_FILE = 'entries.jsonl';
export const CHECKPOINT_FILE = 'checkpoint.txt';
export const ANCHORS_FILE = 'anchors.json';
export const KEYS_FILE = 'keys.json';

export interface ManifestFile {
  readonly name: string;
  readonly bytes: number;
  /** hex */
  readonly sha256: string;
}

/** What the server signs when it makes a package; the file is its canonical JSON. */
export interface PackageManifest {
  readonly kind: typeof PACKAGE_KIND;
  readonly v: number;
  readonly case: string;
  /** Server clock, ms. */
  readonly madeAt: number;
  /** Person id. */
  readonly madeBy: string;
  readonly audience: Audience;
  readonly epoch: string;
  readonly lineage: readonly LogReach[];
  /** Size and root (hex) of the checkpoint that all proofs lead to. */
  readonly tree: { readonly size: number; readonly root: string };
  /** How many entries the case has, and the sequence of the last one: the end cannot be cut off unseen. */
  readonly entries: { readonly count: number; readonly last: number };
  /** Originals that entries name and the server does not have (yet), hex SHA-256. */
  readonly absent: readonly string[];
  /** Every file but this one and its signature, in the order they lie in the package. */
  readonly files: readonly ManifestFile[];
}

export interface ManifestSignature {
  readonly alg: string;
  /** base64url of the raw 65 bytes. */
  readonly key: string;
  /** base64url, over the hex SHA-256 of the manifest. */
  readonly sig: string;
}

/** Why the words of an entry are not in a package: they were erased by law, are not for this reader, or speak of who complained. */
export type Withheld = 'erased' | 'audience' | 'caller';

/** One line of entries.jsonl, canonical JSON. */
export interface PackagedEntry {
  readonly header: EntryHeader;
  readonly sig: string;
  readonly payload: Payload | null;
  readonly withheld: Withheld | null;
  readonly receipt: Receipt;
  /** The sequence of the case's entry before; 0 for the first. Part of the leaf. */
  readonly after: number;
  /** Inclusion proof to the package's checkpoint, base64, from the leaf up. */
  readonly proof: readonly string[];
}

export interface PackagedDevice {
  readonly id: string;
  readonly publicKey: string;
  readonly person: string;
  readonly name: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
}

export interface PackageKeys {
  /** Every key this server ever signed with, base64url of the raw 65 bytes. */
  readonly server: readonly string[];
  readonly devices: readonly PackagedDevice[];
}

/** A checkpoint that lies outside as well: printed, published, or stamped by a time-stamping authority. */
export interface PackagedAnchor {
  /** The signed note. */
  readonly note: string;
  /** Server clock when it was signed, ms: a claim. */
  readonly at: number;
  /** Consistency proof to the package's checkpoint, base64. */
  readonly proof: readonly string[];
  /** Name of the file with the time-stamp token; null when there is none. */
  readonly token: string | null;
}
