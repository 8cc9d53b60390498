import * as v from 'valibot';
import type { RecordDocument } from '#domain/visit-record/document.ts';
import type { Signature } from '#domain/visit-record/signature.ts';
import { BlobIdSchema } from './entry-schema.ts';
import { Id, Line, Ms, Needed, NeededLine, Text } from './body-parts.ts';
import { hashOfAmendment } from '#domain/visit-record/amendment.ts';
import { hashOfDocument } from '#domain/visit-record/document.ts';

const Px = v.pipe(v.number(), v.safeInteger(), v.minValue(-2000), v.maxValue(10_000));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Day = v.pipe(v.string(), v.isoDate());

/** Five signatures of this size fit an entry. */
const MAX_POINTS = 2500;

const Stroke = v.array(v.strictTuple([Px, Px, v.pipe(v.number(), v.safeInteger(), v.minValue(0))]));

const SignatureSchema = v.looseObject({
  role: v.picklist(['officer', 'party', 'witness', 'recorder', 'receiver']),
  name: NeededLine,
  personId: v.optional(Id),
  strokes: v.pipe(
    v.array(Stroke),
    v.minLength(1),
    v.check((strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= MAX_POINTS, 'too many points'),
  ),
  widthPx: v.pipe(Px, v.minValue(1)),
  heightPx: v.pipe(Px, v.minValue(1)),
  signedAt: Ms,
  textHash: Hash,
});

const DocumentSchema = v.looseObject({
  v: v.literal(1),
  title: NeededLine,
  number: Line,
  bureau: Line,
  facts: v.pipe(v.array(v.looseObject({ label: NeededLine, value: Text })), v.maxLength(60)),
  sections: v.pipe(
    v.array(
      v.looseObject({
        title: Line,
        statements: v.array(
          v.looseObject({
            no: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
            text: Needed,
            from: v.optional(v.array(Id)),
          }),
        ),
      }),
    ),
    v.maxLength(40),
  ),
});

interface Sealed {
  readonly document: object;
  readonly textHash: string;
  readonly signatures: readonly Pick<Signature, 'role' | 'textHash'>[];
}

/** REC-11: the text is the one that was signed, and every signature is under it. */
const isOfItsText = ({ document, textHash, signatures }: Sealed): boolean =>
  hashOfDocument(document as RecordDocument) === textHash && signatures.every((one) => one.textHash === textHash);

const signedBy = ({ signatures }: Pick<Sealed, 'signatures'>, role: Signature['role']): number =>
  signatures.filter((signature) => signature.role === role).length;

const Signatures = v.pipe(v.array(SignatureSchema), v.maxLength(12));
const NOT_OF_ITS_TEXT = 'text and signatures differ';

export const VisitRecordSchema = v.pipe(
  v.looseObject({
    visit: Id,
    document: DocumentSchema,
    textHash: Hash,
    signatures: Signatures,
    refusal: v.optional(v.looseObject({ how: v.picklist(['refused', 'absent']), reason: NeededLine, witness: Line })),
    warned: v.optional(v.array(Line)),
  }),
  v.check((body) => isOfItsText(body), NOT_OF_ITS_TEXT),
  // 行政处罚法 art. 42.
  v.check((body) => signedBy(body, 'officer') >= 2, 'fewer than two officers have signed'),
  v.check((body) => signedBy(body, 'party') > 0 || body.refusal !== undefined, 'no signature of the party, no reason'),
);

export const RecordAmendmentSchema = v.pipe(
  v.looseObject({
    record: BlobIdSchema,
    statement: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    before: Text,
    after: Text,
    reason: Needed,
    textHash: Hash,
    signatures: v.pipe(Signatures, v.minLength(1)),
  }),
  v.check(
    (body) => hashOfAmendment(body) === body.textHash && body.signatures.every((one) => one.textHash === body.textHash),
    NOT_OF_ITS_TEXT,
  ),
);

export const RectificationOrderSchema = v.pipe(
  v.looseObject({
    visit: v.optional(Id),
    number: NeededLine,
    partyName: NeededLine,
    issuedOn: Day,
    measures: v.pipe(v.array(v.looseObject({ what: NeededLine, how: Line, by: Day })), v.minLength(1), v.maxLength(30)),
    document: DocumentSchema,
    textHash: Hash,
    signatures: Signatures,
  }),
  v.check((body) => isOfItsText(body), NOT_OF_ITS_TEXT),
);

export const DeliveryReceiptSchema = v.pipe(
  v.looseObject({
    target: BlobIdSchema,
    textHash: Hash,
    way: v.picklist(['direct', 'left', 'mail', 'electronic']),
    receiver: NeededLine,
    relation: Line,
    deliveredAt: Ms,
    note: v.optional(Text),
    address: v.optional(Line),
    consent: v.optional(SignatureSchema),
    signatures: Signatures,
  }),
  v.check(({ signatures, textHash }) => signatures.every((one) => one.textHash === textHash), NOT_OF_ITS_TEXT),
  // 行政处罚法 art. 61: by fax or e-mail with the party's signed consent only.
  v.check(
    ({ way, address, consent }) => way !== 'electronic' || (!!consent && !!address),
    'no signed consent to electronic delivery',
  ),
  v.check(({ way, signatures }) => way !== 'direct' || signatures.length > 0, 'nobody signed for it'),
);
