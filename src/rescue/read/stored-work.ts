import type { Payload, SignedEntry } from '#domain/log/entry.ts';
import type { BlobBytesRow, BlobRow, BlobStage, DeviceIdentity, EntryRow, EntryStage, MetaRow } from '#storage/rows.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { sealer } from '#storage/sealed.ts';
import { ask, idOfKey, nameOf, openExisting } from './raw-db.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly id: string; readonly why: string };

export interface StoredEntry {
  readonly id: string;
  readonly entry: SignedEntry;
  /** Every blob stored with it, thumbnails too. */
  readonly blobIds: readonly string[];
}

const UNSENT: readonly EntryStage[] = ['unsent', 'quarantined'];
const UNSENT_BLOBS: readonly BlobStage[] = ['waiting', 'ready', 'damaged'];

/** One person's store, read row by row with the browser's own means: the app's code around it may be what is broken. */
export class StoredWork {
  readonly #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  /** null when this browser has no store for the person. */
  static async open(person: string): Promise<StoredWork | null> {
    const db = await openExisting(`jiban-${person}`);
    if (!db) return null;
    if (db.objectStoreNames.contains('entries') && db.objectStoreNames.contains('blobs')) return new StoredWork(db);
    db.close();
    return null;
  }

  close(): void {
    this.#db.close();
  }

  async device(): Promise<Pick<DeviceIdentity, 'id' | 'publicKey'> | null> {
    const row =
      (await ask(this.#db, 'meta', (store) => store.get('device') as IDBRequest<MetaRow | undefined>)) ?? null;
    return row && (row.value as DeviceIdentity);
  }

  /** Entries without receipt, in the order they were written. */
  async *entries(): AsyncGenerator<Read<StoredEntry>> {
    for (const key of await this.#entryKeys()) {
      try {
        const row = await ask(this.#db, 'entries', (store) => store.get(key) as IDBRequest<EntryRow | undefined>);
        if (!row || !UNSENT.includes(row.stage)) continue;
        const payload = row.payload && (JSON.parse(await sealer.openText(row.payload)) as Payload);
        yield {
          ok: true,
          value: { id: row.id, entry: { header: row.header, sig: row.sig, payload }, blobIds: row.blobIds },
        };
      } catch (error) {
        yield { ok: false, id: await this.#idOf(key), why: nameOf(error) };
      }
    }
  }

  /** Hashes of photos without receipt. */
  async blobs(): Promise<readonly string[]> {
    const found = await Promise.all(UNSENT_BLOBS.map((stage) => this.#keys('blobs', 'stage', stage)));
    return found.flat().map(String);
  }

  /** Only bytes that hash to their name. */
  async blob(sha256: string): Promise<Read<Bytes>> {
    try {
      const row = await ask(
        this.#db,
        'blobBytes',
        (store) => store.get(sha256) as IDBRequest<BlobBytesRow | undefined>,
      );
      if (!row) return { ok: false, id: sha256, why: 'missing' };
      const value = await sealer.openBytes(row.data);
      return (await sha256Hex(value)) === sha256 ? { ok: true, value } : { ok: false, id: sha256, why: 'altered' };
    } catch (error) {
      return { ok: false, id: sha256, why: nameOf(error) };
    }
  }

  async hasEntry(id: string): Promise<boolean> {
    const key = await ask(this.#db, 'entries', (store) => store.index('id').getKey(id));
    return key !== undefined;
  }

  async hasBlob(sha256: string): Promise<boolean> {
    return (await ask(this.#db, 'blobs', (store) => store.getKey(sha256))) !== undefined;
  }

  /** For the button: entries, and originals among the photos. */
  async counts(): Promise<{ readonly entries: number; readonly photos: number }> {
    const entries = await Promise.all(UNSENT.map((stage) => this.#keys('entries', 'stage', stage)));
    const rows = await Promise.all(
      UNSENT_BLOBS.map((stage) =>
        ask(this.#db, 'blobs', (store) => store.index('stage').getAll(stage) as IDBRequest<BlobRow[]>),
      ),
    );
    return { entries: entries.flat().length, photos: rows.flat().filter(({ role }) => role === 'original').length };
  }

  /** By the index; where that is damaged, every row there is. */
  async #entryKeys(): Promise<readonly IDBValidKey[]> {
    try {
      const found = await Promise.all(UNSENT.map((stage) => this.#keys('entries', 'stage', stage)));
      return found.flat().sort((a, b) => Number(a) - Number(b));
    } catch {
      return ask(this.#db, 'entries', (store) => store.getAllKeys());
    }
  }

  #keys(table: string, index: string, value: string): Promise<IDBValidKey[]> {
    return ask(this.#db, table, (store) => store.index(index).getAllKeys(value));
  }

  /** Of a row that cannot be read: the index still knows what it is called. */
  async #idOf(key: IDBValidKey): Promise<string> {
    return (await idOfKey(this.#db, key).catch(() => null)) ?? `#${JSON.stringify(key)}`;
  }
}
