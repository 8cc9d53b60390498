import type { ByteSource, Container } from '#domain/package/read-container.ts';
import type { CheckDone, CheckName, Fault } from '#domain/package/fault.ts';
import type { HashedContent } from './hash-files.ts';
import type { HoldsSignature, OpenedPackage } from '#domain/package/check-context.ts';
import type { ManifestSignature, PackageManifest } from '#domain/package/package-format.ts';
import type { PackageFacts } from './package-facts.ts';
import { anchorFaults, logFaults } from '#domain/package/check-log.ts';
import { canonicalJson } from '#domain/kernel/canonical-json.ts';
import { chainFaults, orderFaults } from '#domain/package/check-order.ts';
import { deviceSignatureFaults, entryFaults, idOf } from '#domain/package/check-entries.ts';
import { factsOf, fingerprintOf } from './package-facts.ts';
import { fileFaults, isInOrder, originalFaults } from './check-files.ts';
import { hashFiles } from './hash-files.ts';
import { holdsSignature } from '#domain/package/check-context.ts';
import { isManifest, isManifestSignature } from '#protocol/package-schema.ts';
import { jsonOf, openPackage, PackageFiles } from './open-package.ts';
import { MANIFEST_FILE, SIGNATURE_FILE } from '#domain/package/package-format.ts';
import { readContainer } from '#domain/package/read-container.ts';
import { receiptFaults } from '#domain/package/check-receipts.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';

export interface VerifyOptions {
  /** Fingerprints of the bureau's keys, from another source than the package: hex, at least the first 16 digits of each. */
  readonly trusted?: readonly string[] | undefined;
  /** Another implementation of the signature check; the plain one by default. */
  readonly holds?: HoldsSignature | undefined;
  /** Called between steps, 0 to 1; whoever wants may draw there. */
  readonly onProgress?: ((share: number) => Promise<void>) | undefined;
}

export interface Verification {
  /** Nothing at all is wrong. */
  readonly isWhole: boolean;
  readonly checks: readonly CheckDone[];
  readonly facts: PackageFacts | null;
}

/** Hashing takes about this share of the work; signatures the rest. */
const HASHING = 0.5;
const DIGITS = 16;

/** Checks everything in a package that can be checked without anybody's help (PROOF-20 to PROOF-30). Never throws over what is in it. */
export async function verifyPackage(source: ByteSource, options: VerifyOptions = {}): Promise<Verification> {
  const container = await readContainer(source);
  if (!container) return failed('container', { code: 'container', where: 'list' });
  let done = 0;
  const hashed = await hashFiles(source, container.files, async (count) => {
    done += count;
    await options.onProgress?.((HASHING * done) / source.size);
  });
  const files = new PackageFiles(source, hashed);
  const read = await readManifest(files);
  const containerCheck = checkContainer(container, hashed, read?.manifest ?? null);
  if (!read)
    return result([containerCheck, check('manifest', 1, [{ code: 'no-manifest', where: MANIFEST_FILE }])], null);
  const { manifest, text, signature } = read;
  const { opened, faults } = await openPackage(files, manifest, options.holds ?? holdsSignature);
  const first = [
    containerCheck,
    check('manifest', 1, manifestFaults(opened, { text, signature }, options.trusted ?? [])),
    check('files', hashed.length, [
      ...fileFaults(manifest, hashed),
      ...faults,
      ...originalFaults(manifest, opened.entries),
    ]),
  ];
  const checks = [...first, ...(await checkEntries(opened, options))];
  return result(checks, factsOf(opened, signature?.key ?? ''));
}

function checkContainer(
  container: Container,
  hashed: readonly HashedContent[],
  manifest: PackageManifest | null,
): CheckDone {
  const wrong = hashed.filter(({ isWhole }) => !isWhole).map(({ name }) => name);
  const places = container.fault === null ? wrong : [container.fault, ...wrong];
  if (manifest && places.length === 0 && !isInOrder(manifest, hashed)) places.push('order');
  return check(
    'container',
    hashed.length,
    places.map((where) => ({ code: 'container', where })),
  );
}

interface ReadManifest {
  readonly manifest: PackageManifest;
  readonly text: string;
  readonly signature: ManifestSignature | null;
}

async function readManifest(files: PackageFiles): Promise<ReadManifest | null> {
  const text = (await files.text(MANIFEST_FILE)) ?? '';
  const manifest = jsonOf(text);
  if (!isManifest(manifest)) return null;
  const signatureText = (await files.text(SIGNATURE_FILE)) ?? '';
  const signature = jsonOf(signatureText);
  const isExact = isManifestSignature(signature) && canonicalJson({ ...signature }) === signatureText;
  return { manifest, text, signature: isExact ? signature : null };
}

function manifestFaults(
  { keys, holds }: OpenedPackage,
  { text, signature }: Pick<ReadManifest, 'text' | 'signature'>,
  trusted: readonly string[],
): readonly Fault[] {
  if (!signature || !holds(signature.key, sha256OfText(text), signature.sig))
    return [{ code: 'manifest-altered', where: MANIFEST_FILE }];
  const own = fingerprintOf(signature.key);
  const pins = trusted.map((pin) => pin.replaceAll(/[^0-9a-f]/gi, '').toLowerCase());
  const isKnown = pins.length === 0 || pins.some((pin) => pin.length >= DIGITS && own.startsWith(pin));
  return isKnown && keys.server.includes(signature.key) ? [] : [{ code: 'foreign-key', where: own }];
}

async function checkEntries(opened: OpenedPackage, { onProgress }: VerifyOptions): Promise<readonly CheckDone[]> {
  const { entries, anchors } = opened;
  const ids = new Set(entries.map(idOf).filter((id) => id !== null));
  const [words, signatures, receipts]: [Fault[], Fault[], Fault[]] = [[], [], []];
  for (const [i, entry] of entries.entries()) {
    words.push(...entryFaults(opened, entry, ids));
    signatures.push(...deviceSignatureFaults(opened, entry));
    receipts.push(...receiptFaults(opened, entry));
    await onProgress?.(HASHING + ((1 - HASHING) * i) / entries.length);
  }
  return [
    check('entries', entries.length, words),
    check('signatures', entries.length, signatures),
    check('order', entries.length, [...orderFaults(opened), ...chainFaults(opened)]),
    check('receipts', entries.length, receipts),
    check('log', entries.length, logFaults(opened)),
    check('anchors', anchors.length, anchorFaults(opened)),
  ];
}

function check(name: CheckName, count: number, faults: readonly Fault[]): CheckDone {
  return { check: name, count, faults };
}

function failed(name: CheckName, fault: Fault): Verification {
  return result([check(name, 1, [fault])], null);
}

function result(checks: readonly CheckDone[], facts: PackageFacts | null): Verification {
  return { isWhole: facts !== null && checks.every(({ faults }) => faults.length === 0), checks, facts };
}
