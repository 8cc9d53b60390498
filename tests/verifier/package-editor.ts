import { createHash } from 'node:crypto';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { PackagedAnchor, PackagedEntry, PackageKeys, PackageManifest } from '#domain/package/package-format.ts';
import type { SigningKey } from '#server/keys/p256.ts';
import { canonicalJson } from '#domain/kernel/canonical-json.ts';
import { crc32 } from '#domain/package/crc32.ts';
import { endOfContainer, localHeaderOf } from '#domain/package/container.ts';
import { MANIFEST_FILE, SIGNATURE_FILE } from '#domain/package/package-format.ts';
import { readContainer } from '#domain/package/read-container.ts';
import { sourceOf } from './package-scene.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type LooseEntry = Mutable<PackagedEntry>;

/** A package taken apart by somebody who has read our source, and put together again without a seam. */
export class PackageEditor {
  readonly files: Map<string, Uint8Array>;

  private constructor(files: Map<string, Uint8Array>) {
    this.files = files;
  }

  static async open(bytes: Uint8Array): Promise<PackageEditor> {
    const container = await readContainer(sourceOf(bytes));
    if (!container) throw new Error('no package');
    return new PackageEditor(
      new Map(container.files.map(({ name, at, bytes: length }) => [name, bytes.slice(at, at + length)])),
    );
  }

  text(name: string): string {
    const bytes = this.files.get(name);
    if (!bytes) throw new Error(`no ${name}`);
    return Buffer.from(bytes).toString('utf8');
  }

  json<T>(name: string): T {
    return JSON.parse(this.text(name)) as T;
  }

  put(name: string, content: object | string): void {
    this.files.set(name, Buffer.from(typeof content === 'string' ? content : canonicalJson(content as JsonObject)));
  }

  get manifest(): Mutable<PackageManifest> {
    return this.json(MANIFEST_FILE);
  }

  get entries(): LooseEntry[] {
    const lines = this.text('entries.jsonl').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as LooseEntry);
  }

  set entries(entries: readonly LooseEntry[]) {
    this.put('entries.jsonl', entries.map((entry) => `${canonicalJson({ ...entry } as never)}\n`).join(''));
  }

  /** Changes one entry, by its place in the file. */
  edit(at: number, change: (entry: LooseEntry) => LooseEntry): void {
    this.entries = this.entries.map((entry, i) => (i === at ? change(entry) : entry));
  }

  get keys(): Mutable<PackageKeys> {
    return this.json('keys.json');
  }

  get anchors(): Mutable<PackagedAnchor>[] {
    return this.json('anchors.json');
  }

  get photos(): readonly string[] {
    return [...this.files.keys()].filter((name) => name.startsWith('originals/'));
  }

  /** Writes the list of files anew, as it now is; `change` may alter more of it. Not signed yet. */
  rewriteManifest(change: (manifest: Mutable<PackageManifest>) => Mutable<PackageManifest> = (same) => same): void {
    const files = [...this.files]
      .filter(([name]) => name !== MANIFEST_FILE && name !== SIGNATURE_FILE)
      .map(([name, bytes]) => ({
        name,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      }));
    this.put(MANIFEST_FILE, change({ ...this.manifest, files }));
  }

  /** What the server's own people could do. */
  async signWith(key: SigningKey): Promise<void> {
    const hash = createHash('sha256').update(this.text(MANIFEST_FILE)).digest('hex');
    this.put(SIGNATURE_FILE, { alg: key.alg, key: key.publicKey, sig: await key.sign(hash) });
  }

  bytes(): Uint8Array {
    const files = [...this.files].map(([name, content]) => ({
      name,
      bytes: content.length,
      crc: crc32(content),
      content,
    }));
    const parts = files.flatMap((file) => [localHeaderOf(file), file.content]);
    return new Uint8Array(Buffer.concat([...parts, endOfContainer(files)]));
  }
}
