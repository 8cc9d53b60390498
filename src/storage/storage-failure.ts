/**
 * What a device's disk can do to us, as the screens need to tell it apart:
 *   quota    the browser's allowance is used up; small writes may still work
 *   disk     the disk is full or broken: nothing can be stored until the browser is started again
 *   closed   the connection was lost or another tab is upgrading, and could not be opened again
 *   timeout  no answer in time: whether it was stored is not known
 *   blocked  a page that does not let go of the store keeps it from being upgraded
 *   newer    the store was written by a newer version of the app; this one only reads
 *   lost     the store is empty or shortened although this browser knows better
 *   missing  the browser offers no IndexedDB (private mode)
 */
export type StorageFailureKind = 'quota' | 'disk' | 'closed' | 'timeout' | 'blocked' | 'newer' | 'lost' | 'missing';

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
  // Several rows at once fail as one error with a list; on a full disk that is how a save ends, were it only one row.
  if (error.name === 'BulkError' || error.name === 'ModifyError')
    return storageFailureOf(error.failures?.[0]) ?? new StorageFailure('disk', error);
  // A quota shows as AbortError with the cause inside (faults D4), a refused open as OpenFailedError.
  const inner = isNamed(error.inner) ? kindOf(error.inner) : undefined;
  const kind = inner ?? kindOf(error);
  return kind ? new StorageFailure(kind, error) : null;
}

interface Named {
  readonly name: string;
  readonly message?: unknown;
  readonly inner?: unknown;
  readonly failures?: readonly unknown[];
}

/** Safari loses its database process now and then, under the name it uses for everything; a new connection then works (fault 9). */
const CONNECTION_LOST = /connection/i;

function kindOf({ name, message }: Named): StorageFailureKind | undefined {
  return name === 'UnknownError' && CONNECTION_LOST.test(String(message)) ? 'closed' : KIND_BY_NAME[name];
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}
