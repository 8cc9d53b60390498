import * as v from 'valibot';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { SignedEntry } from '#domain/log/entry.ts';

const Hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const DeviceIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
export const BlobIdSchema = Hex64;
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^[a-z0-9][a-z0-9:-]*$/i));

/** strictObject: an extra header field would change the id without anybody having agreed on its meaning (fault 97). */
const EntryHeaderSchema = v.strictObject({
  v: Count,
  alg: v.pipe(v.string(), v.maxLength(16)),
  device: DeviceIdSchema,
  seq: v.pipe(Count, v.minValue(1)),
  prev: v.nullable(Hex64),
  case: Name,
  actor: Name,
  kind: Name,
  kindV: v.pipe(Count, v.minValue(1)),
  base: Count,
  checkpoint: v.nullable(Hex64),
  claimedAt: v.pipe(v.number(), v.safeInteger()),
  clockOffsetMs: v.nullable(v.pipe(v.number(), v.safeInteger())),
  commit: Hex64,
  blobs: v.pipe(v.array(BlobIdSchema), v.maxLength(32)),
});

export const SignedEntrySchema = v.strictObject({
  header: EntryHeaderSchema,
  sig: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
  payload: v.nullable(
    v.strictObject({
      salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
      body: v.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
    }),
  ),
}) satisfies v.GenericSchema<unknown, SignedEntry>;
