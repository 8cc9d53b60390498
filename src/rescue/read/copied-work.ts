import type { CopiedEntry, CopyListing } from '#storage/second-copy/copy-names.ts';
import type { CopyFiles } from '#storage/second-copy/copy-files.ts';
import type { StoredEntry } from './stored-work.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { sealer } from '#storage/sealed.ts';
import { openCopy } from '#storage/second-copy/copy-content.ts';
import { blobName, readNames } from '#storage/second-copy/copy-names.ts';
import { copyFolders, openOpfs } from '#storage/second-copy/opfs-files.ts';
import { inTime } from './raw-db.ts';

/** The second copy of one person's unsent work, outside IndexedDB: whole when the database is not. */
export class CopiedWork {
  readonly #files: CopyFiles;
  readonly #listing: CopyListing;

  private constructor(files: CopyFiles, listing: CopyListing) {
    this.#files = files;
    this.#listing = listing;
  }

  static open(person: string): Promise<CopiedWork | null> {
    return CopiedWork.#openFolder(sha256OfText(person).slice(0, 32));
  }

  static async #openFolder(folder: string): Promise<CopiedWork | null> {
    const folders = await inTime(copyFolders());
    const files = folders.includes(folder) ? await inTime(openOpfs(folder)) : null;
    return files && new CopiedWork(files, readNames(await inTime(files.list())));
  }

  /** Whose copies lie here, as their own entries say: the folders' names tell nobody. */
  static async people(): Promise<readonly string[]> {
    const people: string[] = [];
    for (const folder of await inTime(copyFolders())) {
      const copy = await CopiedWork.#openFolder(folder);
      for (const named of copy?.entries ?? []) {
        const copied = await copy?.entry(named);
        if (!copied) continue;
        people.push(copied.entry.header.actor);
        break;
      }
    }
    return people;
  }

  get entries(): readonly CopiedEntry[] {
    return this.#listing.entries;
  }

  get blobs(): ReadonlySet<string> {
    return this.#listing.blobs;
  }

  /** null when the file is not the entry its name speaks of. */
  async entry(named: CopiedEntry): Promise<StoredEntry | null> {
    const sealed = await inTime(this.#files.read(named.name));
    const content = sealed && (await openCopy(named, sealed));
    return content && { id: named.id, entry: content.entry, blobIds: content.blobs.map(({ sha256 }) => sha256) };
  }

  /** Only bytes that hash to their name. */
  async blob(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const sealed = await inTime(this.#files.read(blobName(sha256)));
    const bytes = sealed && new Uint8Array(await sealer.openBytes(sealed));
    return bytes && (await sha256Hex(bytes)) === sha256 ? bytes : null;
  }
}
