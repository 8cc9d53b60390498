/**
 * What a device's disk can do to us, as the screens need to tell it apart:
 *   quota    the browser's allowance is used up; small writes may still work
 *   disk     the disk is full or broken: nothing can be stored until the browser is started again
 *   closed   the connection was lost or another tab is upgrading, and could not be opened again
 *   timeout  no answer in time: whether it was stored is not known
 *   newer    the store was written by a newer version of the app; this one only reads
 *   lost     the store is empty or shortened although this browser knows better
 *   missing  the browser offers no IndexedDB (private mode)
 */
export type StorageFailureKind = 'quota' | 'disk' | 'closed' | 'timeout' | 'newer' | 'lost' | 'missing';

export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly kind: StorageFailureKind;

  constructor(kind: StorageFailureKind, cause?: unknown) {
    super(`storage failed: ${kind}`, { cause });
    this.kind = kind;
  }
}

const KIND_BY_NAME: Readonly<Record<string, StorageFailureKind>> = {
  QuotaExceededError: 'quota',
  DatabaseClosedError: 'closed',
  InvalidStateError: 'closed',
  PrematureCommitError: 'closed',
  MissingAPIError: 'missing',
  SecurityError: 'missing',
  VersionError: 'newer',
  UnknownError: 'disk',
  DataError: 'disk',
  NotReadableError: 'disk',
  NotFoundError: 'disk',
  TimeoutError: 'disk',
  AbortError: 'disk',
  OpenFailedError: 'disk',
};

/** The failure behind an error of Dexie or IndexedDB; null when it is none of theirs, but a bug of ours. */
export function storageFailureOf(error: unknown): StorageFailure | null {
  if (error instanceof StorageFailure) return error;
  if (!isNamed(error)) return null;
  // A quota shows as AbortError with the cause inside (faults D4), a refused open as OpenFailedError.
  const inner = isNamed(error.inner) ? KIND_BY_NAME[error.inner.name] : undefined;
  const kind = inner ?? KIND_BY_NAME[error.name];
  return kind ? new StorageFailure(kind, error) : null;
}

function isNamed(value: unknown): value is { readonly name: string; readonly inner?: unknown } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}
