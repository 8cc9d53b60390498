import { unzipSync, zipSync } from 'fflate';
import type { Mutation } from './forger.ts';
import { flipFile } from './forger.ts';

export const FILE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a bit of a photo',
    code: 'file-altered',
    signs: 'nobody',
    change: (e, f) => flipFile(e, e.photos[f.pick(e.photos.length)] ?? '', f),
  },
  {
    name: 'a bit of the entries',
    code: 'file-altered',
    signs: 'nobody',
    change: (e, f) => flipFile(e, 'entries.jsonl', f),
  },
  {
    name: 'a bit of the page of contents',
    code: 'file-altered',
    signs: 'nobody',
    change: (e, f) => flipFile(e, 'index.html', f),
  },
  {
    name: 'a bit of the manifest',
    code: 'manifest-altered',
    signs: 'nobody',
    change: (e) => e.put('manifest.json', { ...e.manifest, madeAt: 7 }),
  },
  {
    name: 'two photos swapped',
    code: 'file-swapped',
    signs: 'nobody',
    change: (e) => {
      const [a = '', b = ''] = e.photos;
      const [first, second] = [e.files.get(a), e.files.get(b)];
      if (!first || !second) throw new Error('two photos are needed');
      e.files.set(a, second);
      e.files.set(b, first);
    },
  },
  {
    name: 'a photo left out',
    code: 'file-missing',
    signs: 'nobody',
    change: (e, f) => void e.files.delete(e.photos[f.pick(e.photos.length)] ?? ''),
  },
  {
    name: 'a photo left out of the list too',
    code: 'original-missing',
    signs: 'server',
    change: (e, f) => void e.files.delete(e.photos[f.pick(e.photos.length)] ?? ''),
  },
  { name: 'a file put in', code: 'file-extra', signs: 'nobody', change: (e) => e.put('originals/more.jpg', 'more') },
  { name: 'no manifest', code: 'no-manifest', signs: 'nobody', change: (e) => void e.files.delete('manifest.json') },
  {
    name: 'no signature',
    code: 'manifest-altered',
    signs: 'nobody',
    change: (e) => void e.files.delete('manifest.sig'),
  },
  { name: 'no keys', code: 'file-unreadable', signs: 'server', change: (e) => void e.files.delete('keys.json') },
  {
    name: 'a line of the entries that is no entry',
    code: 'file-unreadable',
    signs: 'server',
    change: (e) => e.put('entries.jsonl', `${e.text('entries.jsonl')}{}\n`),
  },
  { name: 'signed by a foreign key', code: 'foreign-key', signs: 'foreign', change: () => undefined },
  {
    name: 'packed anew by another program',
    code: 'container',
    signs: 'nobody',
    change: () => undefined,
    after: (bytes) => zipSync(unzipSync(bytes), { level: 0 }),
  },
  {
    name: 'a comment added to the file',
    code: 'container',
    signs: 'nobody',
    change: () => undefined,
    after: (bytes) => Uint8Array.from([...bytes.subarray(0, -2), 3, 0, 1, 2, 3]),
  },
  {
    name: 'cut short',
    code: 'container',
    signs: 'nobody',
    change: () => undefined,
    after: (bytes, { pick }) => bytes.subarray(0, pick(bytes.length)),
  },
  {
    name: 'files in another order',
    code: 'container',
    signs: 'nobody',
    change: (e) => {
      const keys = e.files.get('keys.json') ?? new Uint8Array();
      e.files.delete('keys.json');
      e.files.set('keys.json', keys);
    },
  },
];
