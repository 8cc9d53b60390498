import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Forger, Mutation } from './forger.ts';
import { AUDIENCES } from '#domain/package/audience.ts';
import { MUTATIONS } from './mutations.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { PackageEditor } from './package-editor.ts';
import { PackageScene } from './package-scene.ts';
import { Random } from '#tests/simulation/random.ts';

const BASES = 6;

/** Genuine packages of several cases and readers, and what can be done to them: the same number does the same. */
export class TamperBench {
  readonly #scene: PackageScene;
  readonly #dir: string;
  readonly #foreign = newSigningKey();
  readonly bases: readonly { readonly bytes: Uint8Array; readonly other: Uint8Array }[];

  private constructor(scene: PackageScene, dir: string, bases: TamperBench['bases']) {
    this.#scene = scene;
    this.#dir = dir;
    this.bases = bases;
  }

  static async open(seed: number): Promise<TamperBench> {
    const dir = mkdtempSync(join(tmpdir(), 'jiban-tampered-'));
    const scene = await PackageScene.open(dir);
    const bases: { bytes: Uint8Array; other: Uint8Array }[] = [];
    for (let i = 0; i < BASES; i++) {
      const [caseId, other] = await scene.fill(9, new Random(seed * 31 + i));
      const audience = AUDIENCES[i % AUDIENCES.length] ?? 'court';
      for (let photos = 0; photos < 2; photos++) await scene.photo(scene.devices.inspector, caseId);
      bases.push({ bytes: await scene.pack(caseId, audience), other: await scene.pack(other, 'court') });
    }
    return new TamperBench(scene, dir, bases);
  }

  async close(): Promise<void> {
    await this.#scene.close();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  mutationOf(number: number): Mutation {
    return MUTATIONS[number % MUTATIONS.length] as Mutation;
  }

  async tampered(number: number): Promise<Uint8Array> {
    const mutation = this.mutationOf(number);
    const random = new Random(number);
    const base = random.pick(this.bases);
    const { system, inspector, north } = this.#scene.devices;
    const forger: Forger = {
      server: this.#scene.log.serverKey,
      devices: new Map([system, inspector, north].map(({ row, key }) => [row.id, key])),
      foreign: this.#foreign,
      other: await PackageEditor.open(base.other),
      pick: (end) => random.below(end),
    };
    const editor = await PackageEditor.open(base.bytes);
    await mutation.change(editor, forger);
    if (mutation.signs !== 'nobody') {
      editor.rewriteManifest();
      await editor.signWith(mutation.signs === 'server' ? forger.server : this.#foreign);
    }
    const bytes = editor.bytes();
    return mutation.after ? mutation.after(bytes, forger) : bytes;
  }
}
