import * as v from 'valibot';
import type { ReferenceName, ReferenceVersion } from '#domain/reference/reference.ts';
import { REFERENCE_NAMES } from '#domain/reference/reference.ts';

/** `GET /api/reference`: what is in force, to be compared with what the device has. Documents nobody has published are not named. */
export interface ReferenceHead {
  readonly name: ReferenceName;
  readonly version: number;
  readonly hash: string;
}

/** `GET /api/reference/:name/history`: newest first. */
export type ReferenceChange = Omit<ReferenceVersion, 'body'>;

/** `PUT /api/reference/:name`. `basedOn` is the version the author saw: a correction of something else is refused as a conflict. */
export const PublishReferenceSchema = v.strictObject({
  basedOn: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  body: v.looseObject({}),
});
export type PublishReference = v.InferOutput<typeof PublishReferenceSchema>;

export function isReferenceName(name: string): name is ReferenceName {
  return (REFERENCE_NAMES as readonly string[]).includes(name);
}
