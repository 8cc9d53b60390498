import type { Mutation } from './forger.ts';
import { someEntry, toldEntry } from './forger.ts';

export const ENTRY_MUTATIONS: readonly Mutation[] = [
  {
    name: 'another actor in a header',
    code: 'entry-altered',
    signs: 'server',
    change: (e, f) =>
      e.edit(someEntry(e, f), (entry) => ({ ...entry, header: { ...entry.header, actor: 'p-another' } })),
  },
  {
    name: 'another time in a header',
    code: 'entry-altered',
    signs: 'server',
    change: (e, f) =>
      e.edit(someEntry(e, f), (entry) => ({
        ...entry,
        header: { ...entry.header, claimedAt: entry.header.claimedAt - 1 },
      })),
  },
  {
    name: 'other words',
    code: 'payload-altered',
    signs: 'server',
    change: (e, f) =>
      e.edit(toldEntry(e, f), (entry) => ({
        ...entry,
        payload: entry.payload && { ...entry.payload, body: { ...entry.payload.body, note: '改' } },
      })),
  },
  {
    name: 'another salt',
    code: 'payload-altered',
    signs: 'server',
    change: (e, f) =>
      e.edit(toldEntry(e, f), (entry) => ({
        ...entry,
        payload: entry.payload && { ...entry.payload, salt: '0'.repeat(32) },
      })),
  },
  {
    name: 'words taken away without a reason',
    code: 'payload-altered',
    signs: 'server',
    change: (e, f) => e.edit(toldEntry(e, f), (entry) => ({ ...entry, payload: null })),
  },
  {
    name: 'the first entry dropped',
    code: 'entry-dropped',
    signs: 'server',
    change: (e) => void (e.entries = e.entries.slice(1)),
  },
  {
    name: 'an entry dropped from the middle',
    code: 'entry-dropped',
    signs: 'server',
    change: (e, f) => {
      const at = 1 + f.pick(e.entries.length - 2);
      e.entries = e.entries.filter((_, i) => i !== at);
    },
  },
  {
    name: 'the tail cut off',
    code: 'tail-cut',
    signs: 'server',
    change: (e, f) => void (e.entries = e.entries.slice(0, 1 + f.pick(e.entries.length - 1))),
  },
  {
    name: 'the tail cut off by somebody without a key',
    code: 'tail-cut',
    signs: 'nobody',
    change: (e) => void (e.entries = e.entries.slice(0, -1)),
  },
  {
    name: 'two entries in another order',
    code: 'entries-reordered',
    signs: 'server',
    change: (e, f) => {
      const [entries, at] = [e.entries, f.pick(e.entries.length - 1)];
      const [moved] = entries.splice(at, 1);
      if (moved) entries.splice(at + 1, 0, moved);
      e.entries = entries;
    },
  },
  {
    name: 'an entry twice',
    code: 'entry-doubled',
    signs: 'server',
    change: (e, f) => {
      const entries = e.entries;
      const twice = entries[f.pick(entries.length)];
      e.entries = twice ? [...entries, twice] : entries;
    },
  },
  {
    name: 'receipts of two entries swapped',
    code: 'entry-swapped',
    signs: 'server',
    change: (e, f) => {
      const at = f.pick(e.entries.length - 1);
      const [a, b] = e.entries.slice(at, at + 2);
      if (!a || !b) throw new Error('two entries are needed');
      e.edit(at, () => ({ ...a, receipt: b.receipt, after: b.after, proof: b.proof }));
      e.edit(at + 1, () => ({ ...b, receipt: a.receipt, after: a.after, proof: a.proof }));
    },
  },
  {
    name: 'a genuine entry of another case put in',
    code: 'entry-swapped',
    signs: 'server',
    change: (e, f) => {
      const at = someEntry(e, f);
      const strange = f.other.entries[f.pick(f.other.entries.length)];
      if (strange) e.edit(at, () => strange);
    },
  },
  {
    name: 'signed by another device',
    code: 'entry-re-signed',
    signs: 'server',
    change: async (e, f) => {
      const at = someEntry(e, f);
      const sig = await f.foreign.sign(e.entries[at]?.receipt.entry ?? '');
      e.edit(at, (entry) => ({ ...entry, sig }));
    },
  },
  {
    name: 'another key under a device’s name',
    code: 'foreign-key',
    signs: 'server',
    change: (e, f) => {
      const device = e.entries[someEntry(e, f)]?.header.device;
      const devices = e.keys.devices.map((one) =>
        one.id === device ? { ...one, publicKey: f.foreign.publicKey } : one,
      );
      e.put('keys.json', { ...e.keys, devices });
    },
  },
];
