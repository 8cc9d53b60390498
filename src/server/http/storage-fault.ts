import type { ErrorCode } from '#protocol/errors.ts';

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const UNAVAILABLE = new Set([
  SQLITE_BUSY,
  SQLITE_LOCKED,
  SQLITE_READONLY,
  SQLITE_IOERR,
  SQLITE_CORRUPT,
  SQLITE_CANTOPEN,
]);

/** The case is halted: what is stored of it is damaged (fault 72). */
export class HaltedCaseError extends Error {
  override readonly name = 'HaltedCaseError';
}

/** Whether an error means that the disk or the database, not our code, said no. */
export function storageFaultOf(error: unknown): ErrorCode | null {
  if (error instanceof HaltedCaseError) return 'storage-unavailable';
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'storage-full';
  if (code === 'EIO' || code === 'EROFS' || code === 'EMFILE') return 'storage-unavailable';
  if (typeof errcode !== 'number') return null;
  // The low byte is the primary code; the rest says which of its kinds.
  const primary = errcode & 0xff;
  if (primary === SQLITE_FULL) return 'storage-full';
  return UNAVAILABLE.has(primary) ? 'storage-unavailable' : null;
}
