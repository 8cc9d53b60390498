import * as v from 'valibot';
import { BlobIdSchema, DeviceIdSchema } from './entry-schema.ts';

/** Apart from the format: the page that writes rescue files does without a schema library. */
export const RescueHeadSchema = v.object({
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  eph: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{87}$/)),
  person: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  device: v.nullable(DeviceIdSchema),
  app: v.pipe(v.string(), v.maxLength(40)),
  at: v.pipe(v.number(), v.safeInteger()),
});

const Bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const RescueTroubleSchema = v.object({
  what: v.picklist(['store', 'copy', 'entry', 'blob']),
  id: v.pipe(v.string(), v.maxLength(64)),
  why: v.pipe(v.string(), v.maxLength(60)),
});

/** Entries are judged one by one by the same ingest as in sync; here their shape is anything. */
export const RescueRecordSchema = v.variant('t', [
  v.object({ t: v.literal('device'), id: v.string(), publicKey: v.string() }),
  v.object({ t: v.literal('entry'), entry: v.unknown() }),
  v.object({ t: v.literal('blob'), sha256: BlobIdSchema, bytes: Bytes, at: Bytes }),
  v.object({ t: v.literal('end'), entries: Bytes, blobs: Bytes, troubles: v.array(RescueTroubleSchema) }),
]);
