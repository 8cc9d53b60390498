import type { ByteSource } from '#domain/package/read-container.ts';
import type { Fault } from '#domain/package/fault.ts';
import type { HashedContent } from './hash-files.ts';
import type { HoldsSignature, OpenedPackage } from '#domain/package/check-context.ts';
import type { PackagedEntry, PackageManifest } from '#domain/package/package-format.ts';
import { ANCHORS_FILE, CHECKPOINT_FILE, ENTRIES_FILE, KEYS_FILE } from '#domain/package/package-format.ts';
import { areAnchors, isPackagedEntry, isPackageKeys } from '#protocol/package-schema.ts';

/** Longer texts are not read whole: nothing of ours is. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

export class PackageFiles {
  readonly #source: ByteSource;
  readonly #byName: ReadonlyMap<string, HashedContent>;

  constructor(source: ByteSource, files: readonly HashedContent[]) {
    this.#source = source;
    this.#byName = new Map(files.map((file) => [file.name, file]));
  }

  async bytes(name: string): Promise<Uint8Array | null> {
    const file = this.#byName.get(name);
    if (!file || file.bytes > MAX_TEXT_BYTES) return null;
    return this.#source.read(file.at, file.at + file.bytes);
  }

  /** null when it is not there, or not UTF-8. */
  async text(name: string): Promise<string | null> {
    const bytes = await this.bytes(name);
    try {
      return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  }

  /** `undefined` for what is not there or no JSON. */
  async json(name: string): Promise<unknown> {
    return jsonOf((await this.text(name)) ?? '');
  }
}

export interface Reading {
  readonly opened: OpenedPackage;
  /** Parts that cannot be read; they are empty in `opened`. */
  readonly faults: readonly Fault[];
}

/** Everything the checks look at. What somebody damaged beyond reading is named, and the rest is checked all the same. */
export async function openPackage(
  files: PackageFiles,
  manifest: PackageManifest,
  holds: HoldsSignature,
): Promise<Reading> {
  const faults: Fault[] = [];
  const unreadable = (where: string) => faults.push({ code: 'file-unreadable', where });
  const [keys, anchors] = [await files.json(KEYS_FILE), await files.json(ANCHORS_FILE)];
  if (!isPackageKeys(keys)) unreadable(KEYS_FILE);
  if (!areAnchors(anchors)) unreadable(ANCHORS_FILE);
  const checkpoint = await files.text(CHECKPOINT_FILE);
  if (checkpoint === null) unreadable(CHECKPOINT_FILE);
  const entries: PackagedEntry[] = [];
  const lines = ((await files.text(ENTRIES_FILE)) ?? '').split('\n').slice(0, -1);
  for (const [i, line] of lines.entries()) {
    const entry = jsonOf(line);
    if (isPackagedEntry(entry)) entries.push(entry);
    else unreadable(`${ENTRIES_FILE}:${String(i + 1)}`);
  }
  if (lines.length === 0) unreadable(ENTRIES_FILE);
  const tokens = new Map<string, Uint8Array>();
  for (const { token } of areAnchors(anchors) ? anchors : [])
    if (token !== null) tokens.set(token, (await files.bytes(token)) ?? new Uint8Array());
  const opened: OpenedPackage = {
    ...{ manifest, entries, tokens, holds },
    keys: isPackageKeys(keys) ? keys : { server: [], devices: [] },
    checkpoint: checkpoint ?? '',
    anchors: areAnchors(anchors) ? anchors : [],
  };
  return { opened, faults };
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
