import { describe, expect, it } from 'vitest';
import { acknowledge, failed, headWith, idsOf, ok, receiptFor, Scripted } from './scripted.ts';
import { createEngine } from '#sync/engine.ts';
import type { ContactNote } from '#storage/local-store.ts';
import type { PullPage } from '#sync/ports.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SignedEntry } from '#domain/log/entry.ts';

const pass = async (scripted: Scripted) => createEngine(scripted.ports).wake('button');

describe('order of what is stored', () => {
  it('[ENGINE-21] the checkpoint comes before the receipts, and the page last', async () => {
    const scripted = new Scripted();
    scripted.write();
    const steps: string[] = [];
    const noting = <A extends unknown[], R>(name: string, method: (...args: A) => R) => {
      return (...args: A): R => {
        steps.push(name);
        return method(...args);
      };
    };
    const store = {
      ...scripted.store,
      noteContact: noting('noteContact', async (contact: ContactNote) => scripted.store.noteContact(contact)),
      acceptReceipts: noting('acceptReceipts', async (all: readonly Receipt[]) => scripted.store.acceptReceipts(all)),
      applyPage: noting('applyPage', async (page: PullPage) => scripted.store.applyPage(page)),
    };
    await createEngine({ ...scripted.ports, store }).wake('button');
    expect(steps.slice(0, 3)).toEqual(['noteContact', 'acceptReceipts', 'applyPage']);
  });
});

describe('push', () => {
  it('[ENGINE-12] an entry leaves the outbox on its receipt', async () => {
    const scripted = new Scripted();
    const id = scripted.write();
    expect(await pass(scripted)).toEqual({ left: { entries: 0, blobs: 0 }, waiting: null });
    expect(scripted.disk.receipts.has(id)).toBe(true);
  });

  it.each([
    ['a receipt nobody signed', (entry: SignedEntry) => ({ ...receiptFor(entry), sig: 'forged' })],
    ['a receipt altered after signing', (entry: SignedEntry) => ({ ...receiptFor(entry), seq: 99 })],
  ])('[ENGINE-12] %s makes the whole answer worth nothing', async (_, receiptOf) => {
    const scripted = new Scripted();
    scripted.write();
    scripted.write();
    scripted.onSync = ({ entries }) => {
      const [first, second] = entries as [SignedEntry, SignedEntry];
      return ok({ receipts: [receiptFor(first), receiptOf(second)] }, ['["gone","c-9"]']);
    };
    const { left, waiting } = await pass(scripted);
    expect([left.entries, waiting?.cause]).toEqual([2, 'wrong-receipt']);
    expect(scripted.disk.cursor).toBeNull();
    expect(scripted.requests).toHaveLength(1);
  });

  it('[ENGINE-12] a checkpoint nobody signed makes the answer worth nothing', async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.onSync = (request) => {
      const { receipts } = (acknowledge(request) as { page: { head: ReturnType<typeof headWith> } }).page.head;
      return ok({ receipts, checkpoint: { ...headWith().checkpoint, seq: 7 } });
    };
    expect((await pass(scripted)).waiting?.cause).toBe('wrong-receipt');
    expect(scripted.unsent).toHaveLength(1);
  });

  it('[ENGINE-13] an answer without receipts leaves everything, and ends the pass once it repeats itself', async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.onSync = () => ok();
    expect(await pass(scripted)).toMatchObject({ left: { entries: 1 }, waiting: { cause: 'wrong-receipt' } });
    expect(scripted.requests.length).toBeLessThanOrEqual(3);
  });

  it('[ENGINE-13] receipts for a part leave the rest, which goes with the next request', async () => {
    const scripted = new Scripted();
    const ids = [scripted.write(), scripted.write(), scripted.write()];
    scripted.onSync = ({ entries }) =>
      ok({ receipts: (entries as SignedEntry[]).slice(0, 2).map((entry) => receiptFor(entry)) });
    await pass(scripted);
    expect(idsOf(scripted.requests[1]!)).toEqual(ids.slice(2));
    expect(scripted.unsent).toEqual([]);
  });

  it('[ENGINE-14] quarantine goes by the place in the request; strangers settle nothing', async () => {
    const scripted = new Scripted();
    const ids = [scripted.write(), scripted.write()];
    const stranger = new Scripted();
    stranger.write({ bytes: 3 });
    const foreign = receiptFor({
      ...[...stranger.disk.entries.values()][0]!.entry,
      header: { ...[...stranger.disk.entries.values()][0]!.entry.header, seq: 77 },
    });
    const told = (index: number, entry: string | null) => ({ index, entry, code: 'malformed' as const, detail: '' });
    scripted.onSync = ({ entries }) =>
      entries.length === 2
        ? ok({
            receipts: [receiptFor(entries[0] as SignedEntry), foreign],
            quarantined: [told(1, null), told(0, ids[0]!), told(9, null), told(-1, null)],
          })
        : ok();
    await pass(scripted);
    expect([...scripted.disk.quarantine.keys()]).toEqual([ids[1]]);
    expect([...scripted.disk.receipts.keys()]).toEqual([ids[0]]);
  });

  it('[ENGINE-14] a quarantine of another id at that place settles nothing', async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.onSync = () => ok({ quarantined: [{ index: 0, entry: 'e'.repeat(64), code: 'malformed', detail: '' }] });
    await pass(scripted);
    expect(scripted.disk.quarantine.size).toBe(0);
  });

  it('[ENGINE-14] of an entry with receipt and quarantine the receipt counts', async () => {
    const scripted = new Scripted();
    const id = scripted.write();
    scripted.store.acceptReceipts = async () => Promise.resolve();
    scripted.onSync = ({ entries }) => {
      const receipts = (entries as SignedEntry[]).map((entry) => receiptFor(entry));
      return ok({ receipts, quarantined: [{ index: 0, entry: id, code: 'malformed', detail: '' }] });
    };
    await pass(scripted);
    expect(scripted.disk.quarantine.size).toBe(0);
  });

  it('[ENGINE-10] batches grow while they go through', async () => {
    const scripted = new Scripted();
    for (let i = 0; i < 10; i++) scripted.write({ bytes: 120_000 });
    await pass(scripted);
    expect(scripted.requests.map(({ entries }) => entries.length)).toEqual([2, 4, 4]);
  });

  it('[ENGINE-11] 413 halves the batch; what is too large alone goes into quarantine and the rest goes on', async () => {
    const scripted = new Scripted();
    const ids = Array.from({ length: 8 }, () => scripted.write());
    scripted.onSync = (request) =>
      idsOf(request).includes(ids[3]!) || request.entries.length > 4 ? { kind: 'too-large' } : acknowledge(request);
    expect((await pass(scripted)).waiting).toBeNull();
    expect(scripted.unsent).toEqual([ids[3]]);
    expect(scripted.disk.quarantine.get(ids[3]!)?.code).toBe('too-big');
  });

  it('[ENGINE-15] an entry the server fails on is set aside and delays no other', async () => {
    const scripted = new Scripted();
    const ids = Array.from({ length: 50 }, () => scripted.write());
    scripted.onSync = (request) => (idsOf(request).includes(ids[17]!) ? failed('server-error') : acknowledge(request));
    expect(await pass(scripted)).toMatchObject({ left: { entries: 1 }, waiting: { cause: 'server-error' } });
    expect(scripted.unsent).toEqual([ids[17]]);
    // Said for the screens: nothing in the store marks it.
    expect(scripted.runs.at(-1)).toMatchObject({ phase: 'waiting', held: [ids[17]] });
    expect(scripted.disk.quarantine.size).toBe(0);
  });

  it('[ENGINE-15] one accident of the server changes no order: entries keep their chain', async () => {
    const scripted = new Scripted();
    const ids = [scripted.write(), scripted.write()];
    let accidents = 2;
    scripted.onSync = (request) =>
      request.entries.length > 0 && accidents-- > 0 ? failed('server-error') : acknowledge(request);
    await pass(scripted);
    const arrived = scripted.requests.slice(-3).flatMap(idsOf);
    expect(arrived).toEqual(ids);
  });

  it('[ENGINE-15] a server that fails on everything is left alone after one probe', async () => {
    const scripted = new Scripted();
    for (let i = 0; i < 10; i++) scripted.write();
    scripted.onSync = () => failed('server-error');
    await pass(scripted);
    expect(scripted.log).toEqual(['sync 10', 'sync 0']);
  });

  it('[ENGINE-15] a server that asks for patience is not probed', async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.onSync = () => failed('server-error', 5_000);
    await pass(scripted);
    expect(scripted.requests).toHaveLength(1);
  });
});

describe('pull', () => {
  it('[ENGINE-21] goes on while the server has more, with the cursor it was given', async () => {
    const scripted = new Scripted();
    let page = 0;
    scripted.onSync = () => ok({ more: ++page < 3, cursor: { epoch: 'e-1', scope: 's', seq: page, boot: null } });
    await pass(scripted);
    expect(scripted.requests.map(({ cursor }) => cursor?.seq ?? null)).toEqual([null, 1, 2]);
  });

  it('[ENGINE-21] asks for the cases that did not fit until they came', async () => {
    const scripted = new Scripted();
    const records = JSON.stringify(['entries', { case: 'c-1', after: 5, digest: 'x', records: [{ seq: 6 }] }]);
    scripted.onSync = ({ need }) =>
      need.length === 0
        ? ok({}, [records])
        : ok({}, [JSON.stringify(['case', { v: 1, id: 'c-1', lastSeq: 6, digest: 'x', records: [] }])]);
    expect((await pass(scripted)).waiting).toBeNull();
    expect(scripted.requests.map(({ need }) => need)).toEqual([[], ['c-1']]);
  });

  it('[ENGINE-13] a server that says more and moves nothing does not keep the engine for ever', async () => {
    const scripted = new Scripted();
    scripted.onSync = () => ok({ more: true });
    expect((await pass(scripted)).waiting?.cause).toBe('server-error');
    expect(scripted.requests.length).toBeLessThanOrEqual(3);
  });

  it('[ENGINE-22] the clock offset is taken against the middle of the exchange', async () => {
    const scripted = new Scripted();
    scripted.onSync = () => {
      scripted.nowMs += 400;
      return ok({ serverTimeMs: 1_000_000 + 200 + 3_000 });
    };
    await pass(scripted);
    expect(scripted.disk.clockOffsetMs).toBe(3_000);
  });
});
