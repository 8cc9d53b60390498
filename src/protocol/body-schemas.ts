import * as v from 'valibot';
import type { Kind } from '#domain/case/bodies.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import { isKnownKind, KIND_VERSIONS } from '#domain/case/bodies.ts';
import { Id, Lat, Line, Lon, Ms, Needed, NeededLine, placed, Tenths, Text, visit } from './body-parts.ts';
import { BlobIdSchema } from './entry-schema.ts';
import { checklistBody } from './checklist-body-schema.ts';
import { audioNoteSchema, photoMarksSchema, photoSchema, photoShareSchema } from './photo-schemas.ts';
import {
  DeliveryReceiptSchema,
  RecordAmendmentSchema,
  RectificationOrderSchema,
  VisitRecordSchema,
} from './signed-schemas.ts';
import { noiseJudging } from './noise-schemas.ts';

/** looseObject throughout: fields of a newer app are kept and passed on unchanged (I20). */
const BODY_SCHEMAS = {
  order: v.looseObject({
    orderNo: NeededLine,
    source: v.picklist(['hotline', 'patrol', 'demo']),
    receivedAtMs: Ms,
    category: Line,
    matter: Text,
    address: Text,
    channel: Line,
    dueAtMs: Ms,
    dueRule: Line,
    urgency: Line,
    position: v.optional(v.looseObject({ lat: Lat, lon: Lon, datum: v.picklist(['WGS84', 'GCJ02', 'unknown']) })),
  }),
  assign: v.looseObject({ unit: Id, person: v.optional(Id), note: v.optional(Text) }),
  accept: v.looseObject({ note: v.optional(Text) }),
  return: v.looseObject({ reason: Needed }),
  'visit-start': v.looseObject({ ...placed, companions: v.pipe(v.array(Id), v.maxLength(50)), note: v.optional(Text) }),
  'visit-end': v.looseObject({ ...placed, visit: Id, summary: v.optional(Text) }),
  finding: v.looseObject({
    ...placed,
    subject: NeededLine,
    result: v.picklist(['conforms', 'violates', 'unclear']),
    description: Text,
    demand: v.optional(Text),
    visit,
  }),
  checklist: v.looseObject({ ...placed, ...checklistBody, visit }),
  'noise-reading': v.looseObject({
    ...placed,
    point: NeededLine,
    startedAt: Ms,
    durationS: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(604_800)),
    period: v.picklist(['day', 'night']),
    laeqTenths: Tenths,
    lmaxTenths: v.optional(Tenths),
    backgroundTenths: v.optional(Tenths),
    meterNo: NeededLine,
    calibratorNo: NeededLine,
    calibrationBeforeTenths: Tenths,
    calibrationAfterTenths: Tenths,
    weather: v.picklist(['clear', 'cloudy', 'overcast', 'rain', 'snow', 'thunder']),
    windTenthsMS: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000)),
    sourceState: Text,
    visit,
    ...noiseJudging,
  }),
  photo: photoSchema,
  'photo-marks': photoMarksSchema,
  'photo-share': photoShareSchema,
  'audio-note': audioNoteSchema,
  'joint-action': v.looseObject({
    ...placed,
    title: NeededLine,
    startedAt: Ms,
    participants: v.pipe(v.array(v.looseObject({ unit: Id, people: Text })), v.minLength(1), v.maxLength(40)),
    done: Text,
    result: Text,
  }),
  contact: v.looseObject({ way: v.picklist(['phone', 'visit', 'message']), reached: v.boolean(), summary: Text }),
  correction: v.looseObject({ target: BlobIdSchema, reason: Needed, body: v.optional(v.looseObject({})) }),
  close: v.looseObject({ result: Needed, reply: v.optional(Text) }),
  erase: v.looseObject({ target: BlobIdSchema, reason: Needed, askedBy: Id, confirmedBy: Id }),
  'visit-record': VisitRecordSchema,
  'record-amendment': RecordAmendmentSchema,
  'rectification-order': RectificationOrderSchema,
  'delivery-receipt': DeliveryReceiptSchema,
} satisfies Record<Kind, v.GenericSchema>;

/**
 * Whether a body fits its kind. Kinds and versions this build does not know pass: they are somebody newer's business.
 * @returns null, or the place and reason of the first misfit, in English, for the quarantine list
 */
export function bodyMisfit(kind: string, kindV: number, body: JsonObject): string | null {
  if (!isKnownKind(kind) || kindV > KIND_VERSIONS[kind]) return null;
  const checked = v.safeParse(BODY_SCHEMAS[kind], body);
  if (checked.success) return null;
  const issue = checked.issues[0];
  return `${v.getDotPath(issue) ?? kind}: ${issue.message}`;
}
