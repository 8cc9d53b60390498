import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { NewEntry } from '#storage/append.ts';
import type { LocalStore } from '#sync/ports.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { refused } from '#domain/log/verdict.ts';
import { entryIdOf } from '#domain/log/seal.ts';
import { aFinding, wang } from '#tests/domain/case/case-builder.ts';
import {
  blobReceiptOf,
  casesNamed,
  checkpoint,
  entriesLine,
  goneLine,
  orderedCase,
  pageOf,
  receiptOf,
  snapshot,
} from '#tests/storage/page-builder.ts';

export interface StoreUnderTest {
  readonly engine: LocalStore;
  readonly append: (entries: readonly NewEntry[]) => Promise<readonly string[]>;
  readonly readCase: (id: string) => Promise<CaseState | null>;
  readonly caseIds: () => readonly string[];
  readonly confirmRemoval: () => Promise<void>;
  readonly damageBlob: (sha256: string) => Promise<void>;
  /** Closed and opened again, with nothing kept in memory. */
  readonly reopen: () => Promise<StoreUnderTest>;
}

const LIMITS = { maxBytes: 900_000, maxEntries: 500 };
const finding = (): NewEntry => ({
  case: 'c-1',
  kind: 'finding',
  kindV: 1,
  body: { ...aFinding } as unknown as JsonObject,
  blobs: [],
});
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function photo(name: string, caseId = 'c-1'): { entry: NewEntry; original: string; thumb: string; bytes: number } {
  const [large, small] = [bytesOf(`${name} original`), bytesOf(`${name} thumb`)];
  const [original, thumb] = [sha256OfBytes(large), sha256OfBytes(small)];
  const blobs = [
    { sha256: original, bytes: large, mediaType: 'image/jpeg', role: 'original' as const },
    { sha256: thumb, bytes: small, mediaType: 'image/jpeg', role: 'thumb' as const },
  ];
  return {
    entry: { case: caseId, kind: 'photo', kindV: 1, body: { original, thumb }, blobs },
    original,
    thumb,
    bytes: large.length,
  };
}

/** What the engine may count on, whatever holds the data. `open` gives a fresh, empty store each time. */
export function localStoreContract(open: () => Promise<StoreUnderTest>): void {
  describe('outbox', () => {
    test('[DEVICE-1] entries come oldest first, within both limits, and the first one however large', async () => {
      const { append, engine } = await open();
      const ids: string[] = [];
      for (let i = 0; i < 5; i++) ids.push(...(await append([finding()])));
      expect((await engine.outbox(LIMITS)).map((item) => item.id)).toEqual(ids);
      expect((await engine.outbox({ ...LIMITS, maxEntries: 2 })).map((item) => item.id)).toEqual(ids.slice(0, 2));
      expect((await engine.outbox({ ...LIMITS, maxBytes: 10 })).map((item) => item.id)).toEqual(ids.slice(0, 1));
      expect((await engine.outbox({ ...LIMITS, skip: new Set(ids.slice(0, 1)) })).map((item) => item.id)).toEqual(
        ids.slice(1),
      );
      const [first] = await engine.outbox(LIMITS);
      expect(first && entryIdOf(first.entry.header)).toBe(first?.id);
      expect(first?.entry.payload?.body).toEqual(aFinding);
    });

    test('[DEVICE-2] an entry leaves the outbox on its receipt alone, and a second receipt changes nothing', async () => {
      const { append, engine } = await open();
      const [first, second] = (await append([finding(), finding()])) as [string, string];
      await engine.acceptReceipts([receiptOf(first)]);
      await engine.acceptReceipts([receiptOf(first, { seq: 99, verdict: refused('case-closed') })]);
      expect((await engine.outbox(LIMITS)).map((item) => item.id)).toEqual([second]);
      expect((await engine.position()).health.unsentEntries).toBe(1);
    });

    test('[DEVICE-3] a quarantined entry is not sent, still counts as unsent, and a receipt takes it out', async () => {
      const { append, engine } = await open();
      const [first, second] = (await append([finding(), finding()])) as [string, string];
      await engine.quarantine([{ entry: first, code: 'invalid-body', detail: '' }]);
      expect((await engine.outbox(LIMITS)).map((item) => item.id)).toEqual([second]);
      expect((await engine.position()).health.unsentEntries).toBe(2);
      await engine.acceptReceipts([receiptOf(first)]);
      expect((await engine.position()).health.unsentEntries).toBe(1);
    });
  });

  describe('a server restored from a backup', () => {
    const contact = (more: Partial<typeof checkpoint>) => ({
      serverTimeMs: 5_000,
      clockOffsetMs: 0,
      checkpoint: { ...checkpoint, ...more },
    });

    test('[DEVICE-6] what came after its backup is offered again, what the backup holds is not', async () => {
      const { append, engine } = await open();
      const { entry, original, bytes } = photo('a');
      const [before, after] = (await append([finding(), entry])) as [string, string];
      await engine.acceptReceipts([receiptOf(before, { seq: 3 }), receiptOf(after, { seq: 8 })]);
      await engine.confirmBlobs([blobReceiptOf(original, bytes)]);
      await engine.noteContact(contact({}));
      expect((await engine.position()).health.unsentEntries).toBe(0);
      await engine.noteContact(contact({ epoch: 'e2', seq: 5, lineage: [{ epoch: 'e1', seq: 5 }] }));
      expect((await engine.outbox(LIMITS)).map(({ id }) => id)).toEqual([after]);
      expect(await engine.blobTasks()).toEqual([]);
      await engine.acceptReceipts([receiptOf(after, { seq: 6, epoch: 'e2' })]);
      await engine.noteContact(contact({ epoch: 'e2', seq: 6, lineage: [{ epoch: 'e1', seq: 5 }] }));
      expect((await engine.position()).health.unsentEntries).toBe(0);
      expect((await engine.blobTasks()).map(({ blob }) => blob)).toContain(original);
    });

    test('[DEVICE-6] so it is when somebody put an older database in its place and no new history was begun', async () => {
      const { append, engine } = await open();
      const [before, after] = (await append([finding(), finding()])) as [string, string];
      await engine.acceptReceipts([receiptOf(before, { seq: 3 }), receiptOf(after, { seq: 8 })]);
      await engine.noteContact(contact({ seq: 9 }));
      await engine.noteContact(contact({ seq: 5 }));
      expect((await engine.outbox(LIMITS)).map(({ id }) => id)).toEqual([after]);
    });
  });

  describe('a server set back under its old name', () => {
    test('[DEVICE-6] no receipt is believed: everything with words is offered, and the cursor is forgotten', async () => {
      const { append, engine } = await open();
      const [first, second] = (await append([finding(), finding()])) as [string, string];
      await engine.acceptReceipts([receiptOf(first, { seq: 3 }), receiptOf(second, { seq: 8 })]);
      await engine.applyPage(pageOf([]));
      await engine.noteContact({ serverTimeMs: 5_000, clockOffsetMs: 0, checkpoint });
      const { known } = await engine.position();
      expect(known).toEqual({ epoch: checkpoint.epoch, seq: checkpoint.seq, hash: checkpoint.hash });
      const grown = { ...checkpoint, seq: 20, hash: 'f'.repeat(64) };
      await engine.noteContact({ serverTimeMs: 5_000, clockOffsetMs: 0, checkpoint: grown, setBack: true });
      expect((await engine.outbox(LIMITS)).map(({ id }) => id)).toEqual([first, second]);
      const after = await engine.position();
      expect(after.cursor).toBeNull();
      expect(after.known?.seq).toBe(20);
    });
  });

  describe('blobs', () => {
    test('[DEVICE-4] blobs are tasks once their entry has a receipt, thumbnails first, until their own receipt', async () => {
      const { append, engine } = await open();
      const { entry, original, thumb, bytes } = photo('a');
      const [id] = (await append([entry])) as [string];
      expect(await engine.blobTasks()).toEqual([]);
      await engine.acceptReceipts([receiptOf(id)]);
      expect((await engine.blobTasks()).map((task) => task.blob)).toEqual([thumb, original]);
      expect(await engine.blobBytes(original)).toEqual(bytesOf('a original'));
      await engine.confirmBlobs([blobReceiptOf(original, bytes - 1)]);
      expect(await engine.blobTasks()).toHaveLength(2);
      await engine.confirmBlobs([blobReceiptOf(original, bytes)]);
      expect((await engine.blobTasks()).map((task) => task.blob)).toEqual([thumb]);
      expect((await engine.position()).health.unsentBlobs).toBe(1);
    });

    test('[DEVICE-4] failures add up, and progress sets them back', async () => {
      const { append, engine } = await open();
      const { entry, original } = photo('a');
      const [id] = (await append([entry])) as [string];
      await engine.acceptReceipts([receiptOf(id)]);
      const failed = { notBefore: 77, code: 'offline' };
      await engine.noteUpload(original, { sentBytes: 0, failed });
      await engine.noteUpload(original, { sentBytes: 0, failed });
      const task = async () => (await engine.blobTasks()).find(({ blob }) => blob === original);
      expect(await task()).toMatchObject({ failures: 2, notBefore: 77 });
      await engine.noteUpload(original, { sentBytes: 4 });
      expect(await task()).toMatchObject({ failures: 0 });
    });

    test('[DEVICE-5] a photo whose bytes are gone or altered is never handed out, and is no task any more', async () => {
      const under = await open();
      const { entry, original, thumb } = photo('a');
      const [id] = (await under.append([entry])) as [string];
      await under.engine.acceptReceipts([receiptOf(id)]);
      await under.damageBlob(original);
      expect(await under.engine.blobBytes(original)).toBeNull();
      expect((await under.engine.blobTasks()).map((task) => task.blob)).toEqual([thumb]);
      expect(await under.engine.blobBytes('0'.repeat(64))).toBeNull();
    });
  });

  describe('pages', () => {
    test('[DEVICE-10] snapshots and the cursor are there after opening again', async () => {
      const under = await open();
      const states = casesNamed('a', 250);
      const cursor = { epoch: 'e1', scope: 's', seq: 3, boot: 'next' };
      await under.engine.applyPage(pageOf(states.map(snapshot), { cursor, bootStarts: true }));
      const again = await under.reopen();
      expect(again.caseIds()).toHaveLength(250);
      expect(await again.readCase('c-a-133')).toEqual(states[133]);
      expect(await again.readCase('c-none')).toBeNull();
      expect((await again.engine.position()).cursor).toEqual(cursor);
    });

    test('[DEVICE-10] a head without cursor moves no cursor', async () => {
      const { engine } = await open();
      await engine.applyPage(pageOf([]));
      await engine.applyPage(pageOf([], { cursor: null }));
      expect((await engine.position()).cursor?.seq).toBe(9);
    });

    test('[DEVICE-11] records fold onto the held case; overlapping ones change nothing', async () => {
      const { engine, readCase } = await open();
      const story = orderedCase('c-1');
      await engine.applyPage(pageOf([snapshot(story.state)]));
      const first = story.state.records;
      const record = story.add(wang, 'finding', aFinding);
      const outcome = await engine.applyPage(pageOf([entriesLine(story.state, 1, [record])]));
      expect(outcome.need).toEqual([]);
      expect(await readCase('c-1')).toEqual(story.state);
      await engine.applyPage(pageOf([entriesLine(story.state, 0, [...first, record])]));
      expect(await readCase('c-1')).toEqual(story.state);
    });

    test('[DEVICE-12] a gap, another digest or an unknown case is asked for anew, what is held stays, and a snapshot settles it', async () => {
      const { engine, readCase } = await open();
      const story = orderedCase('c-1');
      const held = story.state;
      await engine.applyPage(pageOf([snapshot(held)]));
      story.add(wang, 'finding', aFinding);
      const late = story.add(wang, 'finding', aFinding);
      expect((await engine.applyPage(pageOf([entriesLine(story.state, 2, [late])]))).need).toEqual(['c-1']);
      const wrong = { ...story.state, digest: 'other' };
      expect((await engine.applyPage(pageOf([entriesLine(wrong, 1, story.state.records.slice(1))]))).need).toEqual([
        'c-1',
      ]);
      const other = orderedCase('c-2').state;
      expect((await engine.applyPage(pageOf([entriesLine(other, 0, other.records)]))).need).toEqual(['c-2']);
      expect(await readCase('c-1')).toEqual(held);
      expect([...(await engine.position()).need].sort()).toEqual(['c-1', 'c-2']);
      await engine.applyPage(pageOf([snapshot(story.state), goneLine('c-2')]));
      expect((await engine.position()).need).toEqual([]);
      expect(await readCase('c-1')).toEqual(story.state);
    });

    test('[DEVICE-13] at the end of a set of snapshots, cases that were not in it are gone; before it, nothing is', async () => {
      const under = await open();
      const [a, b, c] = casesNamed('x', 3) as [CaseState, CaseState, CaseState];
      await under.engine.applyPage(pageOf([a, b, c].map(snapshot), { bootStarts: true, bootEnds: true }));
      const half = { epoch: 'e1', scope: 't', seq: 3, boot: 'next' };
      await under.engine.applyPage(pageOf([snapshot(a)], { bootStarts: true, cursor: half }));
      const again = await under.reopen();
      expect(again.caseIds()).toHaveLength(3);
      await again.engine.applyPage(pageOf([snapshot(c)], { bootEnds: true }));
      expect([...again.caseIds()].sort()).toEqual([a.id, c.id]);
      expect(await again.readCase(b.id)).toBeNull();
    });

    test('[DEVICE-14] [FAULT-51] a case with unsent work stays when it leaves the scope, and goes after its receipts', async () => {
      const { engine, append, readCase, caseIds } = await open();
      await engine.applyPage(pageOf([snapshot(orderedCase('c-1').state)]));
      const { entry, original, thumb, bytes } = photo('a');
      const [id] = (await append([entry])) as [string];
      await engine.applyPage(pageOf([goneLine('c-1')]));
      expect(caseIds()).toEqual(['c-1']);
      await engine.acceptReceipts([receiptOf(id)]);
      await engine.applyPage(pageOf([]));
      expect(await readCase('c-1')).not.toBeNull();
      await engine.confirmBlobs([blobReceiptOf(original, bytes), blobReceiptOf(thumb, 'a thumb'.length)]);
      await engine.applyPage(pageOf([]));
      expect(caseIds()).toEqual([]);
      expect(await engine.blobBytes(original)).toBeNull();
    });

    test.each([
      ['restored from a backup', { checkpoint: { ...checkpoint, seq: 6 } }],
      ['set up anew', { epoch: 'e2', checkpoint: { ...checkpoint, epoch: 'e2', seq: 9 } }],
    ])('[DEVICE-14] [I16] a server that was %s takes nothing away that it does not have', async (_what, head) => {
      const { engine, append, caseIds } = await open();
      await engine.applyPage(pageOf([snapshot(orderedCase('c-1').state)]));
      const { entry, original, thumb, bytes } = photo('b');
      const [id] = (await append([entry])) as [string];
      await engine.acceptReceipts([receiptOf(id, { seq: 7 })]);
      await engine.confirmBlobs([blobReceiptOf(original, bytes), blobReceiptOf(thumb, 'b thumb'.length)]);
      await engine.applyPage(pageOf([], { ...head, bootStarts: true, bootEnds: true }));
      expect(caseIds()).toEqual([]);
      expect(await engine.blobBytes(original)).toHaveLength(bytes);
    });

    test('[DEVICE-15] many removals at once wait for consent', async () => {
      const { engine, caseIds, confirmRemoval } = await open();
      const states = casesNamed('m', 50);
      await engine.applyPage(pageOf(states.map(snapshot)));
      const most = states.slice(0, 21).map((state) => goneLine(state.id));
      expect((await engine.applyPage(pageOf(most))).removalHeld).toBe(21);
      expect(caseIds()).toHaveLength(50);
      expect((await engine.applyPage(pageOf([snapshot(states[0] as CaseState)]))).removalHeld).toBe(20);
      await confirmRemoval();
      expect(caseIds()).toHaveLength(30);
      const few = states.slice(30, 50).map((state) => goneLine(state.id));
      expect((await engine.applyPage(pageOf(few))).removalHeld).toBe(0);
      expect(caseIds()).toHaveLength(10);
    });
  });

  test('[DEVICE-16] contact is remembered: its checkpoint and clock offset go into what is written next', async () => {
    const { engine, append } = await open();
    await append([finding()]);
    await engine.noteContact({ serverTimeMs: 5_000, clockOffsetMs: 123, checkpoint });
    await append([finding()]);
    const [before, after] = await engine.outbox(LIMITS);
    expect(before?.entry.header).toMatchObject({ checkpoint: null, clockOffsetMs: null });
    expect(after?.entry.header).toMatchObject({ checkpoint: checkpoint.hash, clockOffsetMs: 123 });
    expect((await engine.position()).health.clockOffsetMs).toBe(123);
  });
}
