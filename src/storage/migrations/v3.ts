import type Dexie from 'dexie';

/**
 * The next photos to send, those that did not get through and those that are half there are found by an index each: with 600 photos on a bad
 * link this is asked at every step. No row changes its shape.
 */
export function version3(db: Dexie): void {
  db.version(3).stores({ blobs: 'sha256, stage, entry, case, [stage+sentBytes], [stage+role+failures+addedAt]' });
}
