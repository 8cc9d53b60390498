import type { JsonObject } from '#domain/kernel/json.ts';
import type { PersonStore } from './person-store.ts';
import { openEntry } from './open-entry.ts';
import { read, write } from './transact.ts';

/** A quarantined entry is tried again, alone; its author stays told until it has its receipt. */
export async function releaseOne(store: PersonStore, entry: string): Promise<void> {
  const { entries } = store.db;
  await write(store.db, ['entries'], () =>
    entries
      .where('id')
      .equals(entry)
      .modify((row) => {
        if (row.stage === 'quarantined') Object.assign(row, { stage: 'unsent' });
      }),
  );
}

/** What its author wrote stands for it from now on: it is kept, shown as replaced, and neither sent nor counted any more. */
export async function markReplaced(store: PersonStore, entry: string, by: string): Promise<void> {
  const { entries } = store.db;
  await write(store.db, ['entries'], () =>
    entries
      .where('id')
      .equals(entry)
      .modify((row) => {
        // A receipt came meanwhile: then it is in the log, and both are.
        if (!row.receipt && row.id !== by) Object.assign(row, { stage: 'replaced', replacedBy: by, flag: 1 });
      }),
  );
}

/** Its author has seen that the photo is lost. */
export async function acknowledgeBlob(store: PersonStore, sha256: string): Promise<void> {
  const { blobs } = store.db;
  await write(store.db, ['blobs'], () => blobs.where('sha256').equals(sha256).modify({ seen: 1 }));
}

/** What an own entry says; null when it is not here, or erased. */
export async function bodyOf(store: PersonStore, entry: string): Promise<JsonObject | null> {
  const row = await read(store.db, ['entries'], () => store.db.entries.where('id').equals(entry).first());
  return row ? ((await openEntry(row)).payload?.body ?? null) : null;
}
