import * as v from 'valibot';
import type { ReferenceName } from '#domain/reference/reference.ts';
import { NoiseRulesSchema } from './noise-rules-schema.ts';
import { ChecklistSchema } from './checklist-schemas.ts';

const Line = v.pipe(v.string(), v.maxLength(200));
const NeededLine = v.pipe(Line, v.regex(/\S/));
const Day = v.pipe(v.string(), v.isoDate());
const Ring = v.pipe(v.array(v.tuple([v.number(), v.number()])), v.minLength(4));

/** looseObject: what a newer office wrote is kept whole. */
const SCHEMAS = {
  'noise-rules': NoiseRulesSchema,
  instruments: v.looseObject({
    instruments: v.array(
      v.looseObject({
        kind: v.picklist(['meter', 'calibrator', 'anemometer']),
        serialNo: NeededLine,
        model: NeededLine,
        accuracyClass: v.optional(v.picklist([1, 2])),
        certificateNo: Line,
        validTo: Day,
        levelTenths: v.optional(v.pipe(v.number(), v.safeInteger())),
      }),
    ),
  }),
  officers: v.looseObject({
    officers: v.array(v.looseObject({ person: NeededLine, certificateNo: NeededLine, validTo: v.optional(Day) })),
  }),
  zones: v.looseObject({
    source: Line,
    zones: v.array(
      v.looseObject({
        zone: v.picklist(['0', '1', '2', '3', '4', '4a', '4b']),
        name: Line,
        rings: v.pipe(v.array(Ring), v.minLength(1)),
      }),
    ),
  }),
  checklists: v.looseObject({ checklists: v.pipe(v.array(ChecklistSchema), v.maxLength(100)) }),
  bureau: v.looseObject({
    name: Line,
    documentWord: Line,
    address: Line,
    phone: Line,
    appealTo: v.string(),
    provisions: v.optional(
      v.array(
        v.looseObject({
          id: NeededLine,
          matter: NeededLine,
          violated: NeededLine,
          basis: NeededLine,
          consequence: v.string(),
          validFrom: Day,
          validTo: v.optional(Day),
          mark: v.picklist(['V', 'V2', 'K']),
        }),
      ),
    ),
  }),
} satisfies Record<ReferenceName, v.GenericSchema>;

/**
 * Whether a body can be the document. Asked by the server before it publishes and by the device before it believes.
 * @returns null, or the place and reason of the first misfit, in English
 */
export function referenceMisfit(name: ReferenceName, body: unknown): string | null {
  const checked = v.safeParse(SCHEMAS[name], body);
  if (checked.success) return null;
  const issue = checked.issues[0];
  return `${v.getDotPath(issue) ?? name}: ${issue.message}`;
}
