import type { Payload, SignedEntry } from '#domain/log/entry.ts';
import type { EntryRow } from './rows.ts';
import { sealer } from './sealed.ts';

/** An own entry as it travels. */
export async function openEntry(row: EntryRow): Promise<SignedEntry> {
  const payload = row.payload ? (JSON.parse(await sealer.openText(row.payload)) as Payload) : null;
  return { header: row.header, sig: row.sig, payload };
}
