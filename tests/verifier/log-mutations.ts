import type { Mutation } from './forger.ts';
import { base64Of, bytesOfBase64 } from '#domain/kernel/base64.ts';
import { flip, noteBy, receiptBy, rewritten, someEntry } from './forger.ts';

export const LOG_MUTATIONS: readonly Mutation[] = [
  {
    name: 'another verdict',
    code: 'receipt-altered',
    signs: 'server',
    change: (e, f) =>
      e.edit(someEntry(e, f), (entry) => ({
        ...entry,
        receipt: { ...entry.receipt, verdict: { outcome: 'refused', reason: 'case-closed' } },
      })),
  },
  {
    name: 'a receipt of a foreign server',
    code: 'receipt-altered',
    signs: 'server',
    change: async (e, f) => {
      const at = someEntry(e, f);
      const entry = e.entries[at];
      if (!entry) return;
      const receipt = await receiptBy(f.foreign, entry.receipt);
      e.edit(at, () => ({ ...entry, receipt }));
    },
  },
  {
    name: 'an earlier time of receipt, signed by the server',
    code: 'not-in-log',
    signs: 'server',
    change: async (e, f) => {
      const at = someEntry(e, f);
      const entry = e.entries[at];
      if (!entry) return;
      const receipt = await receiptBy(f.server, { ...entry.receipt, receivedAt: entry.receipt.receivedAt - 60_000 });
      e.edit(at, () => ({ ...entry, receipt }));
    },
  },
  {
    name: 'an entry written anew with every key of the bureau',
    code: 'not-in-log',
    signs: 'server',
    change: async (e, f) => {
      const at = someEntry(e, f);
      const entry = e.entries[at];
      if (!entry) return;
      const forged = await rewritten(entry, f, { claimedAt: 1 });
      e.edit(at, () => forged);
    },
  },
  {
    name: 'two entries under one number of a device, both called good',
    code: 'two-heads',
    signs: 'server',
    change: async (e, f) => {
      const byDevice = Map.groupBy(e.entries.entries(), ([, { header }]) => header.device);
      const [first, second] = [...byDevice.values()].find(({ length }) => length > 1) ?? [];
      if (!first || !second) throw new Error('a device with two entries is needed');
      const forged = await rewritten(second[1], f, { seq: first[1].header.seq });
      e.edit(second[0], () => forged);
    },
  },
  {
    name: 'a receipt of another history',
    code: 'wrong-epoch',
    signs: 'server',
    change: async (e, f) => {
      const at = someEntry(e, f);
      const entry = e.entries[at];
      if (!entry) return;
      const receipt = await receiptBy(f.server, { ...entry.receipt, epoch: 'ffffffffffffffff' });
      e.edit(at, () => ({ ...entry, receipt }));
    },
  },
  {
    name: 'the checkpoint of another history',
    code: 'wrong-epoch',
    signs: 'server',
    change: async (e, f) =>
      e.put(
        'checkpoint.txt',
        await noteBy(f.server, e.text('checkpoint.txt'), (_, root) => ['jiban/ffffffffffffffff', root]),
      ),
  },
  {
    name: 'a bit of the checkpoint',
    code: 'checkpoint-altered',
    signs: 'server',
    change: (e, f) => {
      const text = e.text('checkpoint.txt');
      const at = f.pick(text.indexOf('\n'));
      e.put('checkpoint.txt', text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1));
    },
  },
  {
    name: 'a checkpoint of a foreign server',
    code: 'foreign-key',
    signs: 'server',
    change: async (e, f) =>
      e.put('checkpoint.txt', await noteBy(f.foreign, e.text('checkpoint.txt'), (_, root) => [null, root])),
  },
  {
    name: 'another tree of the same size, signed as well',
    code: 'two-heads',
    signs: 'server',
    change: async (e, f) => {
      const note = await noteBy(f.server, e.text('checkpoint.txt'), (_, root) => [null, flip(root, 3)]);
      e.put('anchors.json', [{ note, at: 1, proof: [], token: null }]);
    },
  },
  {
    name: 'an earlier tree that this one does not go on from',
    code: 'two-heads',
    signs: 'server',
    change: async (e, f) => {
      const anchors = e.anchors;
      const at = f.pick(anchors.length);
      const anchor = anchors[at];
      if (!anchor) throw new Error('an anchor is needed');
      const note = await noteBy(f.server, anchor.note, (_, root) => [null, flip(root, 3)]);
      e.put(
        'anchors.json',
        anchors.map((one, i) => (i === at ? { ...anchor, note } : one)),
      );
    },
  },
  {
    name: 'a bit of an inclusion proof',
    code: 'not-in-log',
    signs: 'server',
    change: (e, f) =>
      e.edit(someEntry(e, f), (entry) => {
        const at = f.pick(entry.proof.length);
        const proof = entry.proof.map((hash, i) =>
          i === at ? base64Of(flip(bytesOfBase64(hash) ?? new Uint8Array(32), 5)) : hash,
        );
        return { ...entry, proof };
      }),
  },
  {
    name: 'a case’s entry before that is not the one in the log',
    code: 'not-in-log',
    signs: 'server',
    change: (e, f) => e.edit(someEntry(e, f), (entry) => ({ ...entry, after: entry.after + 1 })),
  },
  {
    name: 'a time stamp of something else',
    code: 'anchor-altered',
    signs: 'server',
    change: (e) => {
      e.put('anchors/1.tsr', 'no token');
      e.put(
        'anchors.json',
        e.anchors.map((anchor) => ({ ...anchor, token: 'anchors/1.tsr' })),
      );
    },
  },
];
