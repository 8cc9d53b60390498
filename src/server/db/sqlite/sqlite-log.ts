import { createHash } from 'node:crypto';
import type {
  AccessChange,
  DeviceContact,
  DeviceRow,
  KnownEntry,
  LogWriter,
  QuarantineRow,
  SequencedEntry,
} from '../port.ts';
import type { BlobReceipt } from '#domain/log/receipt.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import { rowOfCase, rowOfDevice, rowOfSequenced } from './rows.ts';
import { faultOfEntry } from '../../audit/entry-fault.ts';
import { addToTree } from './tree-rows.ts';
import { SqliteLogReader } from './sqlite-log-reader.ts';

/** Rows of one INSERT: few statements for a large batch, and few different ones to prepare. */
const CHUNK = 100;

/** The log within one write transaction. */
export class SqliteLog extends SqliteLogReader implements LogWriter {
  async append(entries: readonly SequencedEntry[]): Promise<void> {
    for (const part of chunksOf(entries)) {
      await this.db.insertInto('entry').values(part.map(rowOfSequenced)).execute();
      const payloads = part.flatMap(({ entry, receipt }) =>
        entry.payload
          ? [{ entry_id: receipt.entry, salt: entry.payload.salt, body: JSON.stringify(entry.payload.body) }]
          : [],
      );
      if (payloads.length > 0) await this.db.insertInto('payload').values(payloads).execute();
    }
    await addToTree(this.db, entries);
    const refs = entries.flatMap(({ blobs, entry, receipt }) =>
      blobs.map(({ blob, thumbOf }) => ({
        blob,
        entry_id: receipt.entry,
        case_id: receipt.case,
        device: entry.header.device,
        thumb_of: thumbOf,
      })),
    );
    for (const part of chunksOf(refs))
      await this.db
        .insertInto('blob_ref')
        .values(part)
        .onConflict((c) => c.doNothing())
        .execute();
  }

  async refill(entries: readonly KnownEntry[]): Promise<void> {
    for (const { id, entry } of entries) {
      const damaged = this.db.selectFrom('damage').select('id').where('kind', '=', 'entry').where('id', '=', id);
      if (!(await damaged.executeTakeFirst()) || (await this.erased([id])).size > 0) continue;
      const { header, sig, payload } = entry;
      const columns = { header: JSON.stringify(header), sig };
      await this.db.updateTable('entry').set(columns).where('id', '=', id).execute();
      if (payload) {
        const values = { salt: payload.salt, body: JSON.stringify(payload.body) };
        const insert = this.db.insertInto('payload').values({ entry_id: id, ...values });
        await insert.onConflict((conflict) => conflict.column('entry_id').doUpdateSet(values)).execute();
      }
      await this.#goOnWhenWhole(id);
    }
  }

  /** The case is halted no longer once its row fits everything that was signed; the next scrub looks at the rest. */
  async #goOnWhenWhole(id: string): Promise<void> {
    const query = this.db.selectFrom('entry').leftJoin('payload', 'payload.entry_id', 'entry.id').selectAll('entry');
    const joined = query.leftJoin('device', 'device.id', 'entry.device').select(['salt', 'body', 'public_key']);
    const row = await joined.where('entry.id', '=', id).executeTakeFirstOrThrow();
    const keys = await this.db
      .selectFrom('meta')
      .select('value')
      .where('name', '=', 'statement_keys')
      .executeTakeFirst();
    if ((await faultOfEntry(row, JSON.parse(keys?.value ?? '[]') as string[])) !== null) return;
    await this.db.deleteFrom('damage').where('kind', '=', 'entry').where('id', '=', id).execute();
  }

  async putCases(states: readonly CaseState[]): Promise<void> {
    for (const part of chunksOf(states)) {
      const insert = this.db.insertInto('case_file').values(part.map(rowOfCase));
      const update = insert.onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          last_seq: row.ref('excluded.last_seq'),
          closed: row.ref('excluded.closed'),
          due_at: row.ref('excluded.due_at'),
          state: row.ref('excluded.state'),
        })),
      );
      await update.execute();
    }
  }

  async changeAccess(changes: readonly AccessChange[]): Promise<void> {
    // Runs of openings go in together; a closing must find what was opened before it.
    let opened: { case_id: string; key: string; from_seq: number; to_seq: null }[] = [];
    const flush = async () => {
      for (const part of chunksOf(opened)) await this.db.insertInto('case_access').values(part).execute();
      opened = [];
    };
    for (const change of changes) {
      if (change.open) {
        opened.push({ case_id: change.case, key: change.key, from_seq: change.seq, to_seq: null });
        continue;
      }
      await flush();
      const rows = this.db.updateTable('case_access').set({ to_seq: change.seq }).where('case_id', '=', change.case);
      await rows.where('key', '=', change.key).where('to_seq', 'is', null).execute();
    }
    await flush();
  }

  async moveDevice(id: string, chain: { readonly lastSeq: number; readonly head: string | null }): Promise<void> {
    await this.db
      .updateTable('device')
      .set({ last_seq: chain.lastSeq, head: chain.head })
      .where('id', '=', id)
      .execute();
  }

  async noteContact(id: string, { at, health }: DeviceContact): Promise<void> {
    await this.db
      .updateTable('device')
      .set({ last_contact_at: at, health: JSON.stringify(health) })
      .where('id', '=', id)
      .execute();
  }

  async quarantine(rows: readonly QuarantineRow[]): Promise<void> {
    for (const { receivedAt, ...row } of rows) {
      // By content, so that a device which offers the same bad entry again and again fills one row.
      const digest = createHash('sha256').update(row.text).digest('hex');
      const insert = this.db.insertInto('quarantine').values({ ...row, digest, received_at: receivedAt });
      await insert.onConflict((conflict) => conflict.doNothing()).execute();
    }
  }

  async enrol(device: DeviceRow): Promise<void> {
    await this.db.insertInto('device').values(rowOfDevice(device)).execute();
  }

  async revoke(id: string, at: number): Promise<void> {
    await this.db
      .updateTable('device')
      .set({ revoked_at: at })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .execute();
  }

  async putBlobReceipt(receipt: BlobReceipt, mediaType: string): Promise<void> {
    const row = { id: receipt.blob, bytes: receipt.bytes, media_type: mediaType, received_at: receipt.receivedAt };
    const insert = this.db.insertInto('blob').values({ ...row, receipt: JSON.stringify(receipt) });
    await insert.onConflict((conflict) => conflict.doNothing()).execute();
  }
}

function* chunksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < items.length; i += CHUNK) yield items.slice(i, i + CHUNK);
}
