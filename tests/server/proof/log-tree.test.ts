import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Db } from '#server/db/sqlite/open-database.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { TestDevice } from '#tests/server/log-scene.ts';
import { isConsistent } from '#domain/merkle/proofs.ts';
import { consistencyOf, makeCheckpoint, TreeContradictsError } from '#server/proof/checkpoints.ts';
import { leafOf } from '#domain/merkle/leaf.ts';
import { LogScene, orderBody, PEOPLE } from '#tests/server/log-scene.ts';
import { migration0006 } from '#server/db/sqlite/migration-0006.ts';
import { mendTree } from '#server/proof/mend-tree.ts';
import { naiveRoot } from '#tests/domain/merkle/naive-tree.ts';
import { readNote, signerOf } from '#domain/merkle/checkpoint-note.ts';
import { rootOf, treeSize } from '#server/db/sqlite/tree-rows.ts';
import { SqliteLogStore } from '#server/db/sqlite/sqlite-log-store.ts';
import { tempDatabase } from '#tests/server/temp-database.ts';

class ProvenLog {
  readonly db: Db;
  readonly scene: LogScene;
  readonly device: TestDevice;

  private constructor(db: Db, scene: LogScene, device: TestDevice) {
    this.db = db;
    this.scene = scene;
    this.device = device;
  }

  static async over(db: Db): Promise<ProvenLog> {
    const scene = new LogScene(new SqliteLogStore(db));
    return new ProvenLog(db, scene, await scene.enrol(PEOPLE.system));
  }

  static async open(): Promise<ProvenLog> {
    return ProvenLog.over((await tempDatabase()).db);
  }

  /** Cases with notes in turn, in batches of different sizes. */
  async write(count: number): Promise<void> {
    for (let i = 0; i < count; i++)
      await this.scene.send(
        this.device,
        i % 3 === 0
          ? { case: `c-${String(i)}`, kind: 'order', body: orderBody() }
          : {
              case: `c-${String(i - (i % 3))}`,
              kind: 'contact',
              body: { way: 'phone', reached: true, summary: '无人接听' },
            },
      );
  }

  checkpoint() {
    return makeCheckpoint({ db: this.db, serverKey: this.scene.serverKey, clock: this.scene.deps.clock });
  }

  async naiveRoot(): Promise<Uint8Array> {
    const rows = await this.db.selectFrom('entry').select(['receipt', 'case_after']).orderBy('seq').execute();
    return naiveRoot(rows.map((row) => leafOf(JSON.parse(row.receipt) as Receipt, row.case_after)));
  }
}

describe('the tree over the log', () => {
  it('[PROOF-6] grows with the log, in the same transaction, and a root is had from a few kept subtrees', async () => {
    const log = await ProvenLog.open();
    await log.write(23);
    expect(await treeSize(log.db)).toBe(23);
    expect(await rootOf(log.db, 23)).toEqual(await log.naiveRoot());
    const lost = new Error('the power went');
    await expect(
      log.scene.store.write(async (writer) => {
        const [row] = await writer.feed(['all'], 1, 1);
        if (!row) throw new Error('empty');
        const seq = 24;
        await writer.append([{ ...row, receipt: { ...row.receipt, entry: 'f'.repeat(64), seq } }]);
        throw lost;
      }),
    ).rejects.toThrow(lost);
    expect(await treeSize(log.db)).toBe(23);
    expect(await mendTree(log.db)).toBe('whole');
  });

  it('[PROOF-6] binds each entry’s place in its case: the leaf names the case’s entry before', async () => {
    const log = await ProvenLog.open();
    await log.write(3);
    const rows = await log.db.selectFrom('entry').select(['receipt', 'case_after']).orderBy('seq').execute();
    const leaves = rows.map((row) =>
      new TextDecoder().decode(leafOf(JSON.parse(row.receipt) as Receipt, row.case_after)),
    );
    const states = leaves.map((leaf) => JSON.parse(leaf) as { seq: number; after: number; sig?: string });
    expect(states.map(({ seq, after, sig }) => [seq, after, sig])).toEqual([
      [1, 0, undefined],
      [2, 1, undefined],
      [3, 2, undefined],
    ]);
  });

  it('[PROOF-7] signs a checkpoint once for each size, and each goes on from those before', async () => {
    const log = await ProvenLog.open();
    await log.write(5);
    const first = await log.checkpoint();
    expect(await log.checkpoint()).toEqual(first);
    await log.write(9);
    const second = await log.checkpoint();
    const proof = await consistencyOf(log.db, first.size, second.size);
    expect([first.size, second.size]).toEqual([5, 14]);
    expect(isConsistent(first, second, proof)).toBe(true);
    const read = readNote(second.note);
    expect(read && signerOf(read, [Buffer.from(log.scene.serverKey.publicKey, 'base64url')])).not.toBeNull();
    await expect(log.db.deleteFrom('tree_checkpoint').execute()).rejects.toThrow('never deleted');
    await expect(log.db.updateTable('tree_checkpoint').set({ size: 3 }).execute()).rejects.toThrow('never changed');
  });

  it('[PROOF-8] a damaged tree is built anew at the start; a log that was changed is never signed again', async () => {
    const log = await ProvenLog.open();
    await log.write(12);
    await log.checkpoint();
    await log.db
      .updateTable('tree_node')
      .set({ hash: new Uint8Array(32) })
      .where('level', '=', 3)
      .execute();
    await expect(log.checkpoint()).rejects.toThrow(TreeContradictsError);
    expect(await mendTree(log.db)).toBe('rebuilt');
    expect(await rootOf(log.db, 12)).toEqual(await log.naiveRoot());
    await log.checkpoint();
    await log.db.deleteFrom('tree_node').where('level', '=', 0).where('place', '>', 5).execute();
    expect(await mendTree(log.db)).toBe('rebuilt');

    await sql`update entry set receipt = json_set(receipt, '$.receivedAt', 7) where seq = 4`.execute(log.db);
    expect(await mendTree(log.db)).toBe('whole');
    await log.db.deleteFrom('tree_node').execute();
    expect(await mendTree(log.db)).toBe('contradicts');
    await log.write(3);
    await expect(log.checkpoint()).rejects.toThrow('does not go on from its checkpoint of 12 entries');
    await sql`update entry set receipt = 'gone' where seq = 4`.execute(log.db);
    expect(await mendTree(log.db)).toBe('contradicts');
  });

  it('[PROOF-8] an older database gets its tree when it is opened for the first time', async () => {
    const log = await ProvenLog.open();
    await log.write(17);
    const root = await rootOf(log.db, 17);
    for (const table of ['anchor', 'tree_checkpoint', 'tree_node', 'package_export'])
      await sql`drop table ${sql.table(table)}`.execute(log.db);
    await migration0006.up(log.db);
    expect(await rootOf(log.db, 17)).toEqual(root);
    expect(await mendTree(log.db)).toBe('whole');
  });
});
