/** Everything a verifier can find wrong, by name. Each has its sentence in both languages (`src/verifier/words.ts`). */
export const FAULT_CODES = [
  'container',
  'no-manifest',
  'manifest-altered',
  'foreign-key',
  'file-altered',
  'file-swapped',
  'file-missing',
  'file-extra',
  'file-unreadable',
  'entry-altered',
  'entry-swapped',
  'entry-re-signed',
  'entry-dropped',
  'entry-doubled',
  'entries-reordered',
  'tail-cut',
  'payload-altered',
  'receipt-altered',
  'wrong-epoch',
  'two-heads',
  'not-in-log',
  'checkpoint-altered',
  'anchor-altered',
  'original-missing',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

export interface Fault {
  readonly code: FaultCode;
  /** File name, sequence of an entry, or device: what a person looks for. */
  readonly where: string;
}

/** Groups of checks as they are shown, in their order. */
export const CHECKS = [
  'container',
  'manifest',
  'files',
  'entries',
  'signatures',
  'order',
  'receipts',
  'log',
  'anchors',
] as const;
export type CheckName = (typeof CHECKS)[number];

export interface CheckDone {
  readonly check: CheckName;
  /** How many things were looked at. */
  readonly count: number;
  readonly faults: readonly Fault[];
}
