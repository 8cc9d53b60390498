import * as v from 'valibot';
import type { BlobReceipt, Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { QuarantineCode } from './errors.ts';
import { BlobIdSchema, DeviceIdSchema } from './entry-schema.ts';

/** Batch limits a client keeps to; the server refuses more with 413 and the client halves. */
export const MAX_SYNC_BYTES = 900_000;
export const MAX_ENTRIES_PER_SYNC = 500;
/** Characters of a pull page that a device on a bad link asks for; a header, so that a server of before passes it over. */
export const PAGE_LENGTH_HEADER = 'x-jiban-page-length';
/** Lines of one pull page. */
export const MAX_PAGE_ITEMS = 500;

/**
 * Where a device stands in the feed.
 *   epoch  id of the server's history; a restored server has a new one
 *   scope  hash of the person's keys when the cursor was given; another hash means: start over by snapshots
 *   seq    everything up to this server sequence is known
 *   boot   while the first snapshots are still coming: where to go on; null once they are complete
 */
const CursorSchema = v.strictObject({
  epoch: v.string(),
  scope: v.string(),
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  boot: v.nullable(v.string()),
});
export type Cursor = v.InferOutput<typeof CursorSchema>;

/** A place in a history, and what its hash was there. */
const LogPointSchema = v.object({
  epoch: v.pipe(v.string(), v.maxLength(64)),
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  hash: v.pipe(v.string(), v.maxLength(64)),
});
export type LogPoint = v.InferOutput<typeof LogPointSchema>;

/** What holds a device up: `code` as the app's catalogue has it; `entry` when it is one entry (or its photo) alone. No personal data. */
const TroubleSchema = v.object({
  code: v.pipe(v.string(), v.maxLength(60)),
  detail: v.pipe(v.string(), v.maxLength(300)),
  entry: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  kind: v.nullable(v.pipe(v.string(), v.maxLength(40))),
  since: v.pipe(v.number(), v.safeInteger()),
});
export type Trouble = v.InferOutput<typeof TroubleSchema>;

/** What the office's sync wall shows of a device. No positions, no personal data. Fields of a newer app are passed over (fault 19). */
export const DeviceHealthSchema = v.object({
  unsentEntries: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  unsentBlobs: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  unsentBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  oldestUnsentAt: v.nullable(v.pipe(v.number(), v.safeInteger())),
  appVersion: v.pipe(v.string(), v.maxLength(40)),
  storageFreeBytes: v.nullable(v.number()),
  persisted: v.boolean(),
  clockOffsetMs: v.nullable(v.number()),
  storageUsedBytes: v.optional(v.nullable(v.number())),
  /** The oldest first. */
  troubles: v.optional(v.pipe(v.array(TroubleSchema), v.maxLength(20))),
});
export type DeviceHealth = v.InferOutput<typeof DeviceHealthSchema>;

/**
 * `POST /api/sync`. `entries` are validated one by one after this schema, so that a malformed one is quarantined alone (fault 74).
 *   blobsAsked  hashes the device wants a receipt for, or wants to know that they are missing
 *   need        cases whose entries did not fit what the device holds: send a snapshot
 *   pull        false while only pushing
 *   known       the last checkpoint the device has stored
 * Fields of a newer app are passed over (fault 19).
 */
export const SyncRequestSchema = v.object({
  protocol: v.number(),
  device: DeviceIdSchema,
  cursor: v.nullable(CursorSchema),
  entries: v.pipe(v.array(v.unknown()), v.maxLength(MAX_ENTRIES_PER_SYNC)),
  blobsAsked: v.pipe(v.array(BlobIdSchema), v.maxLength(200)),
  need: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(200)),
  pull: v.boolean(),
  health: DeviceHealthSchema,
  known: v.optional(LogPointSchema),
});
export type SyncRequest = v.InferOutput<typeof SyncRequestSchema>;

export interface Quarantined {
  /** Place in the request's `entries`. */
  readonly index: number;
  /** The id the client computed, when the header could be read. */
  readonly entry: string | null;
  readonly code: QuarantineCode;
  readonly detail: string;
}

/** First line of the answer (`application/x-ndjson`). The items follow, a line each. */
export interface SyncHead {
  readonly protocol: number;
  readonly epoch: string;
  readonly serverTimeMs: number;
  readonly receipts: readonly Receipt[];
  readonly quarantined: readonly Quarantined[];
  readonly blobReceipts: readonly BlobReceipt[];
  readonly checkpoint: Checkpoint;
  /** The log is not the one `known` was stated for, though it goes by the same name: an older database was put in its place. */
  readonly setBack?: boolean | undefined;
  /** The cursor to keep once the whole page is stored; null when nothing was pulled. */
  readonly cursor: Cursor | null;
  /** This page is the first of a new set of snapshots: forget which cases were seen. */
  readonly bootStarts: boolean;
  /** This page ends the set: cases not seen since `bootStarts` are gone from the scope. */
  readonly bootEnds: boolean;
  /** With `bootStarts`: how many cases the set will bring, as far as is known now. For a progress bar only. */
  readonly bootTotal?: number | undefined;
  readonly more: boolean;
  /** Number of item lines. */
  readonly count: number;
  /** Hex SHA-256 of everything after the first line feed: a page cut short moves nothing (faults 35, D8). */
  readonly digest: string;
}

/**
 * One line after the head, as JSON:
 *   ["case", state]                 a snapshot, replacing what the device has
 *   ["entries", {case, after, digest, records}]
 *                                   records after sequence `after`; `digest` is the case's after folding them
 *   ["gone", caseId]                out of scope
 */
export type PullItem =
  | readonly ['case', CaseState]
  | readonly [
      'entries',
      {
        readonly case: string;
        readonly after: number;
        readonly digest: string;
        readonly records: readonly CaseRecord[];
      },
    ]
  | readonly ['gone', string];

/** `["case",` … `]`: the snapshot's own text can be cut out of its line without parsing. */
export const CASE_LINE_PREFIX = '["case",';
