import Dexie from 'dexie';
import type { EntityTable, Table } from 'dexie';
import type {
  BlobBytesRow,
  BlobRow,
  DraftRow,
  EntryRow,
  MetaRow,
  MetaValues,
  PackIndexRow,
  PackRow,
  PictureRow,
  SeenRow,
} from './rows.ts';
import { version1 } from './migrations/v1.ts';
import { version2 } from './migrations/v2.ts';
import { version3 } from './migrations/v3.ts';

/** One database per person: what one may see, the other's screens cannot even reach. */
export class PersonDb extends Dexie {
  readonly meta!: Table<MetaRow, string>;
  readonly entries!: EntityTable<EntryRow, 'n'>;
  readonly drafts!: Table<DraftRow, string>;
  readonly blobs!: Table<BlobRow, string>;
  readonly blobBytes!: Table<BlobBytesRow, string>;
  readonly packs!: Table<PackRow, number>;
  readonly packIndex!: Table<PackIndexRow, number>;
  readonly pictures!: Table<PictureRow, string>;
  readonly seen!: EntityTable<SeenRow, 'n'>;

  /**
   * A second connection whose commits wait for the next strict one to reach the disk, since Dexie knows one durability a connection. Only for
   * what the server holds anyway: what a power cut takes is pulled again.
   */
  readonly relaxed: PersonDb | null;

  constructor(person: string, durability: 'strict' | 'relaxed' = 'strict') {
    // autoOpen off: after the site's data is cleared under an open page, Dexie would silently open an empty database (faults D3).
    super(personDbName(person), { autoOpen: false, chromeTransactionDurability: durability, cache: 'disabled' });
    version1(this);
    version2(this);
    version3(this);
    this.relaxed = durability === 'strict' ? new PersonDb(person, 'relaxed') : null;
  }

  /** Left for good, not lost: nothing may open it again. */
  isRetired = false;

  retire(): void {
    this.isRetired = true;
    if (this.relaxed) this.relaxed.isRetired = true;
    this.close();
  }

  override close(options?: { disableAutoOpen: boolean }): void {
    this.relaxed?.close(options);
    super.close(options);
  }
}

function personDbName(person: string): string {
  return `jiban-${person}`;
}

export async function getMeta<K extends keyof MetaValues>(db: PersonDb, key: K): Promise<MetaValues[K] | undefined> {
  const row = await db.meta.get(key);
  return row?.value as MetaValues[K] | undefined;
}

export async function putMeta<K extends keyof MetaValues>(db: PersonDb, key: K, value: MetaValues[K]): Promise<void> {
  await db.meta.put({ key, value });
}
