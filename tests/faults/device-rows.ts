import type { FaultRow } from './row.ts';

export const DEVICE_ROWS: readonly FaultRow[] = [
  [
    1,
    'the browser’s allowance is used up while a photo is saved',
    'neither half stored; the photo stays on the screen; free space, send now or export',
  ],
  [2, 'the browser’s estimate of free space is wrong', 'a test write decides, not the estimate'],
  [3, 'the disk is really full', 'a failure within seconds, said in words; what was committed is back after a restart'],
  [4, 'site data is cleared while the app is open', 'alarm; the lost numbers named; the device goes on as a new one'],
  [5, 'the store is evicted between two sessions', 'no silent fresh start; the lost numbers named'],
  [
    6,
    'the database files are damaged',
    'noticed at start; what is unsent comes back from the second copy, else as row 4',
  ],
  [
    7,
    'the end of the database’s log is torn off',
    'the missing numbers named and refilled from the second copy, else a new chain',
  ],
  [8, 'the bytes of a photo are gone', 'marked as lost, a retake asked for, never sent as if it were whole'],
  [
    9,
    'the browser loses its connection to the database',
    'opened again, a bounded number of tries, never taken for a success',
  ],
  [10, 'opening the database never answers', 'a limit of time and a sentence'],
  [
    11,
    'there is no IndexedDB, or a private window',
    'recording is refused in plain words; nothing is kept in memory instead',
  ],
  [12, 'the page’s process crashes while a form is being filled in', 'the draft of at most two seconds ago is back'],
  [13, 'the browser is killed in the middle of a save', 'everything that said "saved" is there'],
  [14, 'power fails in the middle of a save', 'everything that said "saved" is there'],
  [15, 'the page is frozen, then thrown away', 'the draft was saved when the page was hidden'],
  [16, 'two tabs append at the same time', 'one chain without fork or gap'],
  [
    17,
    'another tab blocks an upgrade of the store',
    'our own tabs make way; else the person is asked to close the others',
  ],
  [18, 'an old tab meets the store of a newer version', 'the old tab reads only and asks for a reload'],
  [
    19,
    'a release is rolled back',
    'the older app reads, keeps and sends everything, and writes nothing in a shape it does not know',
  ],
  [20, 'an upgrade of the store with unsent entries is killed half-way', 'the entries are identical, byte for byte'],
  [21, 'a new version arrives under a form with something in it', 'no reload; the old files are still served'],
  [22, 'half of a new version arrives: 404 or a page in place of a script', 'the old version stays'],
  [23, 'the cache of the app is gone, the data is there', 'the next start with a network heals; the data is intact'],
  [
    24,
    'the camera gives 0 bytes, HEIC, or 100 MB',
    'kept or refused with the reason shown; an original is never altered',
  ],
  [25, 'two files of the same name in the same moment', 'both kept, by what is in them'],
  [26, 'the position is denied, late, stale or 0,0', 'saved with "no position" and the reason'],
  [27, 'sixty photos of 12 megapixels on a slow phone', 'no text copies of pictures, no growth, no crash'],
  [28, 'the browser refuses to keep the data for good', 'a warning that can be seen, earlier reminders to sync'],
  [
    29,
    'the unsent badge and the store disagree',
    'the badge is the number of entries without receipt, after any history',
  ],
];
