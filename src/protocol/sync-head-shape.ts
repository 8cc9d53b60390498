import * as v from 'valibot';
import type { SyncHead } from './sync.ts';

/** What must be there before an answer is believed to be our server's; everything else in it is for whoever reads it. */
const Signed = { sig: v.string(), alg: v.string() };

const SyncHeadShape = v.looseObject({
  epoch: v.string(),
  serverTimeMs: v.number(),
  receipts: v.array(v.looseObject({ entry: v.string(), ...Signed })),
  quarantined: v.array(
    v.looseObject({ index: v.number(), entry: v.nullable(v.string()), code: v.string(), detail: v.string() }),
  ),
  blobReceipts: v.array(v.looseObject({ blob: v.string(), ...Signed })),
  checkpoint: v.looseObject(Signed),
  cursor: v.nullable(
    v.looseObject({ epoch: v.string(), scope: v.string(), seq: v.number(), boot: v.nullable(v.string()) }),
  ),
  bootStarts: v.boolean(),
  bootEnds: v.boolean(),
  more: v.boolean(),
  count: v.number(),
  digest: v.string(),
});

export function isSyncHead(value: unknown): value is SyncHead {
  return v.is(SyncHeadShape, value);
}
