import type { CopyFiles, OpenCopyFiles } from '#storage/second-copy/copy-files.ts';
import type { SealedBytes } from '#storage/sealed.ts';
import { envelopeParts, openEnvelope } from '#storage/sealed.ts';

/** What OPFS does, in memory, with the ways it fails. The folders outlive the stores that use them, as files do. */
export class MemoryDisk {
  readonly folders = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>();
  /** `full`: no write goes through; `gone`: the browser has no such place; `silent`: nothing ever answers. */
  fault: 'none' | 'full' | 'gone' | 'silent' = 'none';
  /** Most bytes that were on their way to the disk at one time. */
  mostAtOnce = 0;
  /** Calls that reached the disk. */
  asked = 0;
  #underWay = 0;

  readonly open: OpenCopyFiles = (name) => {
    if (this.fault === 'gone') return Promise.resolve(null);
    const folder = this.folders.get(name) ?? new Map<string, Uint8Array<ArrayBuffer>>();
    this.folders.set(name, folder);
    return Promise.resolve(this.#filesIn(folder));
  };

  /** The only folder there is. */
  get files(): Map<string, Uint8Array<ArrayBuffer>> {
    return this.folders.values().next().value ?? new Map<string, Uint8Array<ArrayBuffer>>();
  }

  #filesIn(folder: Map<string, Uint8Array<ArrayBuffer>>): CopyFiles {
    return {
      list: () => this.#run(() => new Map([...folder].map(([name, bytes]) => [name, bytes.length]))),
      write: (name, content) => this.#write(folder, name, content),
      read: (name) =>
        this.#run(() => {
          const bytes = folder.get(name);
          return bytes ? openEnvelope(bytes.slice()) : null;
        }),
      remove: (name) => this.#run(() => void folder.delete(name)),
    };
  }

  async #write(folder: Map<string, Uint8Array<ArrayBuffer>>, name: string, content: SealedBytes): Promise<void> {
    const bytes = new Uint8Array(await new Blob([...envelopeParts(content)]).arrayBuffer());
    this.#underWay += bytes.length;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
    await new Promise((resolve) => setTimeout(resolve));
    this.#underWay -= bytes.length;
    await this.#run(() => {
      if (this.fault === 'full') throw new DOMException('full', 'QuotaExceededError');
      folder.set(name, bytes);
    });
  }

  #run<T>(work: () => T): Promise<T> {
    this.asked++;
    return this.fault === 'silent' ? new Promise<T>(() => {}) : Promise.resolve().then(work);
  }
}
