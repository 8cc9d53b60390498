import type { Page } from 'playwright';

export interface OwnEntry {
  readonly id: string;
  readonly kind: string;
  readonly caseId: string;
  readonly stage: string;
  readonly hasReceipt: boolean;
  /** Everything it refers to, thumbnails too. */
  readonly blobs: readonly string[];
}

export interface HeldPhoto {
  /** What the app calls it. */
  readonly sha256: string;
  /** What the bytes in IndexedDB really hash to. */
  readonly digest: string;
  readonly caseId: string;
  readonly bytes: number;
}

/** Reads IndexedDB as it lies there, past all code of the app: what is counted here has really been stored. */
export async function ownEntries(page: Page, person: string): Promise<OwnEntry[]> {
  const rows = (await readTable(page, person, 'entries')) as StoredEntry[];
  return rows.map(({ id, stage, header, receipt }) => ({
    id,
    kind: header.kind,
    caseId: header.case,
    stage,
    hasReceipt: Boolean(receipt),
    blobs: header.blobs,
  }));
}

export async function heldPhotos(page: Page, person: string): Promise<HeldPhoto[]> {
  const rows = (await readTable(page, person, 'blobs')) as StoredBlob[];
  const originals = rows.filter(({ role }) => role === 'original');
  const digests = await digestsOf(page, person);
  return originals.map(({ sha256, case: caseId, bytes }) => ({ sha256, digest: digests[sha256] ?? '', caseId, bytes }));
}

interface StoredEntry {
  readonly id: string;
  readonly stage: string;
  readonly header: { readonly kind: string; readonly case: string; readonly blobs: readonly string[] };
  readonly receipt?: unknown;
}

interface StoredBlob {
  readonly sha256: string;
  readonly role: string;
  readonly case: string;
  readonly bytes: number;
}

/** Every row of a table of the person's database; bytes come out as plain objects. */
export async function readTable(page: Page, person: string, table: string): Promise<unknown[]> {
  return page.evaluate(
    ([name, store]) =>
      new Promise<unknown[]>((resolve, reject) => {
        const open = indexedDB.open(name);
        // Reading must not make an empty database where there is none.
        open.onupgradeneeded = () => open.transaction?.abort();
        open.onerror = () => reject(new Error(`cannot open ${name}`));
        open.onsuccess = () => {
          const db = open.result;
          const all = db.transaction(store).objectStore(store).getAll();
          all.onerror = () => reject(new Error(`cannot read ${store}`));
          all.onsuccess = () => {
            db.close();
            // Rows without bytes survive the way out of the page.
            resolve(JSON.parse(JSON.stringify(all.result)) as unknown[]);
          };
        };
      }),
    [`jiban-${person}`, table] as const,
  );
}

async function digestsOf(page: Page, person: string): Promise<Record<string, string>> {
  return page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open(name);
      open.onerror = () => reject(new Error(`cannot open ${name}`));
      open.onsuccess = () => resolve(open.result);
    });
    const rows = await new Promise<{ sha256: string; data: { bytes: Uint8Array<ArrayBuffer> } }[]>(
      (resolve, reject) => {
        const all = db.transaction('blobBytes').objectStore('blobBytes').getAll();
        all.onerror = () => reject(new Error('cannot read the bytes'));
        all.onsuccess = () => resolve(all.result as never);
      },
    );
    db.close();
    const digests: Record<string, string> = {};
    for (const { sha256, data } of rows) {
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data.bytes));
      digests[sha256] = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return digests;
  }, `jiban-${person}`);
}
