import type { FaultRow } from './row.ts';

export const SERVER_ROWS: readonly FaultRow[] = [
  [
    58,
    'the server is killed at its n-th write, for every n',
    'every entry with a receipt is there, none is half there',
  ],
  [59, 'the server’s disk fails: fsync, no space, no file handles', 'no receipts, 503, and health says so'],
  [60, 'the server’s disk for photos is full', '507; the entry is taken, the photo waits'],
  [61, 'the database is locked for half a minute', '503 with Retry-After'],
  [62, 'the server crashes between commit and receipt', 'the same receipt on the next try'],
  [
    63,
    'the server is restored from an older backup',
    'a new epoch; devices offer again; nothing lost that a device still holds',
  ],
  [64, 'a device’s cursor is ahead of the server', 'resync, nothing deleted'],
  [65, 'an erased entry is pushed again', 'its receipt again; the words are not stored again'],
  [66, 'a backup brings erased words back', 'the ledger outside the backup is replayed first'],
  [67, 'a migration of the database is killed at any statement', 'complete or rolled back'],
  [68, 'two servers on one database', 'the second one refuses'],
  [69, 'the connection to PostgreSQL is cut within a transaction', 'the next try is the same'],
  [70, 'everybody reconnects at 17:00', '429 at worst; nothing lost, nothing twice'],
  [71, 'slow clients, 50 MB of JSON, nesting without end', 'cut early; nobody else notices'],
  [
    72,
    'a bit flips in an entry or a photo at rest',
    'found; that case halts, the others work; refilled from a device or a backup',
  ],
  [
    73,
    'the device’s fold and the server’s differ',
    'the difference is seen; the local copy is kept until a snapshot replaces it',
  ],
  [74, 'one bad entry in a batch of fifty', 'fifty answers of their own'],
  [75, 'the server’s clock jumps', 'order by sequence'],
  [76, 'an export or backup breaks off', 'the reader sees a failure, never a short file'],
  [77, 'entries arrive after the month’s figures were made', 'figures made anew, the change on record'],
];
