import * as v from 'valibot';
import { BlobIdSchema } from './entry-schema.ts';

/** `POST /api/cases/{id}/erasures`: the words of a record (and of its corrections) should go. A second person has to agree. */
export const AskErasureSchema = v.object({
  entry: BlobIdSchema,
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
});
export type AskErasure = v.InferOutput<typeof AskErasureSchema>;

/** One that waits for the second person. */
export interface ErasureRequest {
  readonly id: string;
  readonly entry: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: number;
}
