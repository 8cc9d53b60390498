import * as v from 'valibot';
import { BlobIdSchema, DeviceIdSchema } from './entry-schema.ts';

/** Numbers of a chain told in one answer; a longer one is asked for in parts. */
export const MAX_RECKONED = 1000;

export const ReckoningQuerySchema = v.object({ from: v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/)) });

/**
 * `GET /api/devices/:id/reckoning?from=N` (交账): what the server holds of a device's chain from number N on, in its own signed words. Only
 * the device's person is told.
 */
export interface Reckoning {
  readonly v: number;
  readonly alg: string;
  readonly device: string;
  readonly from: number;
  /** By number in the chain; both branches of a fork. */
  readonly entries: readonly ReckonedEntry[];
  /** More follow after the last one. */
  readonly more: boolean;
  readonly epoch: string;
  /** Server clock, ms. */
  readonly at: number;
  readonly sig: string;
}

export interface ReckonedEntry {
  readonly seq: number;
  readonly entry: string;
  /** Blobs the entry speaks of, thumbnails too, whose bytes lie whole on the server now. */
  readonly blobs: readonly string[];
  /** Blobs it speaks of that do not. */
  readonly missing: readonly string[];
}

const Whole = v.pipe(v.number(), v.safeInteger());

/** What must be in an answer before its signature is worth checking. */
const ReckoningShape = v.object({
  v: Whole,
  alg: v.string(),
  device: DeviceIdSchema,
  from: Whole,
  entries: v.array(
    v.object({ seq: Whole, entry: BlobIdSchema, blobs: v.array(BlobIdSchema), missing: v.array(BlobIdSchema) }),
  ),
  more: v.boolean(),
  epoch: v.string(),
  at: Whole,
  sig: v.string(),
});

export function isReckoning(value: unknown): value is Reckoning {
  return v.is(ReckoningShape, value);
}
