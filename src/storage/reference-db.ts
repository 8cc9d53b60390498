import Dexie from 'dexie';
import type { Table } from 'dexie';
import type { ReferenceName, ReferenceVersion } from '#domain/reference/reference.ts';
import type { SealedText } from './sealed.ts';
import { sealer } from './sealed.ts';
import { storageFailureOf } from './storage-failure.ts';
import { withDeadline } from './transact.ts';

interface ReferenceRow {
  readonly name: string;
  readonly version: SealedText;
}

/** A copy of what the office has and nobody's work, so it lies apart from people's stores and under a name the rescue page does not look at. */
class ReferenceDb extends Dexie {
  readonly versions!: Table<ReferenceRow, string>;

  constructor() {
    super('office-reference', { autoOpen: false, cache: 'disabled' });
    this.version(1).stores({ versions: 'name' });
  }
}

/** The bureau's reference documents as last seen, for work without network. One set for everybody of this browser. */
export class ReferenceCache {
  readonly #db = new ReferenceDb();

  async all(): Promise<readonly ReferenceVersion[]> {
    const rows = await this.#run(() => this.#db.versions.toArray());
    return Promise.all(rows.map(async ({ version }) => JSON.parse(await sealer.openText(version)) as ReferenceVersion));
  }

  async put(version: ReferenceVersion): Promise<void> {
    const row = { name: version.name satisfies ReferenceName, version: await sealer.sealText(JSON.stringify(version)) };
    await this.#run(() => this.#db.versions.put(row));
  }

  /** @throws StorageFailure */
  async #run<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      if (!this.#db.isOpen()) await withDeadline(Promise.resolve(this.#db.open()), () => {});
      return await withDeadline(Promise.resolve(work()), () => {});
    } catch (error) {
      throw storageFailureOf(error) ?? error;
    }
  }
}
