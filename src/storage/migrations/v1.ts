import type Dexie from 'dexie';

/** The first shape. A shipped version is never edited: a later one adds a file here and a line in person-db.ts. */
export function version1(db: Dexie): void {
  db.version(1).stores({
    meta: 'key',
    entries: '++n, &id, case, stage, [stage+n], flag',
    drafts: 'key, case',
    blobs: 'sha256, stage, entry, case',
    blobBytes: 'sha256',
    packs: 'id',
    packIndex: 'id, rev',
    seen: '++n',
  });
}
