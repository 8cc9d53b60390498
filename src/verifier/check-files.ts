import type { Fault } from '#domain/package/fault.ts';
import type { HashedContent } from './hash-files.ts';
import type { PackagedEntry, PackageManifest } from '#domain/package/package-format.ts';
import { MANIFEST_FILE, SIGNATURE_FILE } from '#domain/package/package-format.ts';

/** Every file is the one that the manifest names, and there is no other (PROOF-22). */
export function fileFaults(manifest: PackageManifest, found: readonly HashedContent[]): readonly Fault[] {
  const byName = new Map(found.map((file) => [file.name, file]));
  const named = new Set([MANIFEST_FILE, SIGNATURE_FILE, ...manifest.files.map(({ name }) => name)]);
  const hashes = new Set(manifest.files.map(({ sha256 }) => sha256));
  const faults = manifest.files.flatMap(({ name, bytes, sha256 }): Fault[] => {
    const file = byName.get(name);
    if (!file) return [{ code: 'file-missing', where: name }];
    if (file.sha256 === sha256 && file.bytes === bytes) return [];
    return [{ code: hashes.has(file.sha256) ? 'file-swapped' : 'file-altered', where: name }];
  });
  const extra = found.filter(({ name }) => !named.has(name));
  return [...faults, ...extra.map(({ name }): Fault => ({ code: 'file-extra', where: name }))];
}

/** Files lie in the order of the manifest, none twice; else somebody packed them anew. */
export function isInOrder(manifest: PackageManifest, found: readonly HashedContent[]): boolean {
  const wanted = [MANIFEST_FILE, SIGNATURE_FILE, ...manifest.files.map(({ name }) => name)];
  return wanted.length === found.length && wanted.every((name, i) => found[i]?.name === name);
}

/** Of every entry whose words are here the originals are here too, or the manifest says that the server did not have them. */
export function originalFaults(manifest: PackageManifest, entries: readonly PackagedEntry[]): readonly Fault[] {
  const here = new Set([...manifest.files.map(({ sha256 }) => sha256), ...manifest.absent]);
  return entries
    .filter(({ withheld }) => withheld === null)
    .flatMap(({ header, receipt }) =>
      header.blobs
        .filter((blob) => !here.has(blob))
        .map((blob): Fault => ({ code: 'original-missing', where: `#${String(receipt.seq)} ${blob}` })),
    );
}
