import type { ChainHead } from '../rows.ts';
import type { SealedBytes } from '../sealed.ts';
import type { CopyFiles, OpenCopyFiles } from './copy-files.ts';
import type { CopiedContent } from './copy-content.ts';
import type { CopiedEntry, CopyListing } from './copy-names.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';
import { sha256Hex } from '../encoding.ts';
import { sealer } from '../sealed.ts';
import { withDeadline } from '../transact.ts';
import { openCopy } from './copy-content.ts';
import { blobName, HEAD_NAME, readNames } from './copy-names.ts';

/** Files written at the same time: enough to keep the disk busy, few enough that photos do not pile up in memory. */
const AT_ONCE = 6;
/** A photo takes some 20 ms; whoever waits for "saved" waits no longer than this for the second copy. */
const PATIENCE_MS = 2_000;
/** A file system that does not answer is left alone for so long, so that not every save waits for it. */
const REST_MS = 60_000;

export interface CopyFile {
  readonly name: string;
  /** Made when its turn comes, so that a backlog is never in memory as a whole. */
  readonly content: () => Promise<SealedBytes | null>;
}

/**
 * The second copy of what is on this device only. It may be missing and it may fail: saving goes on without it, and what has no copy is counted.
 * Nothing here throws for what a disk can do.
 */
export class SecondCopy {
  readonly #open: () => Promise<CopyFiles | null>;
  #files: Promise<CopyFiles | null> | null = null;
  #restsUntil = 0;

  constructor(person: string, open: OpenCopyFiles) {
    // A hash: any id makes a safe name, and the name tells nobody's.
    const folder = sha256OfText(person).slice(0, 32);
    this.#open = () => open(folder);
  }

  /** null when the folder cannot be read: nothing is known then. */
  async look(): Promise<CopyListing | null> {
    return this.#attempt(async (files) => readNames(await files.list()), null);
  }

  /** @returns how many could not be written */
  async keep(wanted: readonly CopyFile[]): Promise<number> {
    let missing = 0;
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      const done = await Promise.all(wanted.slice(at, at + AT_ONCE).map((file) => this.#keepOne(file)));
      missing += done.filter((isKept) => !isKept).length;
    }
    return missing;
  }

  async remove(names: readonly string[]): Promise<void> {
    for (let at = 0; at < names.length; at += AT_ONCE) {
      const batch = names.slice(at, at + AT_ONCE);
      await this.#attempt((files) => Promise.all(batch.map((name) => files.remove(name))), null);
    }
  }

  async readEntry(named: CopiedEntry): Promise<CopiedContent | null> {
    const sealed = await this.#read(named.name);
    return sealed && openCopy(named, sealed);
  }

  /** Only bytes that hash to their name. */
  async readBlob(sha256: string): Promise<SealedBytes | null> {
    const sealed = await this.#read(blobName(sha256));
    if (!sealed) return null;
    return (await sha256Hex(await sealer.openBytes(sealed))) === sha256 ? sealed : null;
  }

  /** A half-filled form, for `openDraft` to judge. */
  async readDraft(name: string): Promise<SealedBytes | null> {
    return this.#read(name);
  }

  /** Where the chain stood when entries were last taken out of here. */
  async readHead(): Promise<ChainHead | null> {
    const sealed = await this.#read(HEAD_NAME);
    if (!sealed) return null;
    try {
      return JSON.parse(new TextDecoder().decode(await sealer.openBytes(sealed))) as ChainHead;
    } catch {
      return null;
    }
  }

  async keepHead(head: ChainHead): Promise<boolean> {
    const content = () => sealer.sealBytes(new TextEncoder().encode(JSON.stringify(head)));
    return this.#keepOne({ name: HEAD_NAME, content });
  }

  async #keepOne({ name, content }: CopyFile): Promise<boolean> {
    return this.#attempt(async (files) => {
      const sealed = await content();
      if (sealed) await files.write(name, sealed);
      return sealed !== null;
    }, false);
  }

  async #read(name: string): Promise<SealedBytes | null> {
    return this.#attempt((files) => files.read(name), null);
  }

  async #attempt<T>(work: (files: CopyFiles) => Promise<T>, otherwise: T): Promise<T> {
    if (Date.now() < this.#restsUntil) return otherwise;
    try {
      const attempt = async (): Promise<T> => {
        const files = await (this.#files ??= this.#open());
        return files ? work(files) : otherwise;
      };
      return await withDeadline(attempt(), () => (this.#restsUntil = Date.now() + REST_MS), PATIENCE_MS);
    } catch {
      // Full, taken away, or slow. The folder is looked for again: it may have been cleared under us.
      this.#files = null;
      return otherwise;
    }
  }
}
