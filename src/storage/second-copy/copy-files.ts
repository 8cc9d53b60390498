import type { SealedBytes } from '../sealed.ts';

/**
 * A flat folder of small files outside IndexedDB, one folder a person. Everything in it can be checked by itself; nothing here is trusted for
 * having been read. Implemented on OPFS, and in memory for tests.
 */
export interface CopyFiles {
  /** Every file with its size on disk. */
  list(): Promise<ReadonlyMap<string, number>>;
  /** Whole, or not at all: a write cut short leaves what was there before, or an empty file. */
  write(name: string, content: SealedBytes): Promise<void>;
  /** null when there is none, or none that is whole. */
  read(name: string): Promise<SealedBytes | null>;
  /** Removing what is not there is no failure. */
  remove(name: string): Promise<void>;
}

/** null when the browser has no such place. */
export type OpenCopyFiles = (folder: string) => Promise<CopyFiles | null>;
