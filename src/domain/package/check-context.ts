import type { PackagedAnchor, PackagedEntry, PackageKeys, PackageManifest } from './package-format.ts';
import { bytesOfBase64url } from '../kernel/base64.ts';
import { holdsP256 } from '../kernel/p256.ts';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Whether `sig` (base64url, r ‖ s) is the signature of the key (base64url, raw) over the UTF-8 of `text`. */
export type HoldsSignature = (publicKey: string, text: string, sig: string) => boolean;

/** A package that could be read, whether or not anything in it is true. */
export interface OpenedPackage {
  readonly manifest: PackageManifest;
  readonly entries: readonly PackagedEntry[];
  readonly keys: PackageKeys;
  /** The signed note. */
  readonly checkpoint: string;
  readonly anchors: readonly PackagedAnchor[];
  /** Time-stamp tokens by file name. */
  readonly tokens: ReadonlyMap<string, Uint8Array>;
  readonly holds: HoldsSignature;
}

/** In plain JavaScript, with one spelling of each key and signature. */
export const holdsSignature: HoldsSignature = (publicKey, text, sig) => {
  const [key, bytes] = [bytesOfBase64url(publicKey), bytesOfBase64url(sig)];
  return key !== null && bytes !== null && holdsP256(key, utf8ToBytes(text), bytes);
};

export function serverKeysOf({ keys }: OpenedPackage): readonly Uint8Array[] {
  return keys.server.map(bytesOfBase64url).filter((key) => key !== null);
}
