import * as v from 'valibot';
import { NeededLine, Text } from './body-parts.ts';
import { CHECK_RESULTS } from '#domain/checklist/checklist.ts';

const AuthorText = v.pipe(v.string(), v.maxLength(2000));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000));

export const FormWordsSchema = v.looseObject({ zh: AuthorText, en: v.optional(AuthorText) });
export const AnswerValueSchema = v.union([Text, v.pipe(v.number(), v.finite()), v.array(NeededLine)]);

/** Members of a filled form's body; position and visit come on top. */
export const checklistBody = {
  form: NeededLine,
  formVersion: NeededLine,
  formHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  title: FormWordsSchema,
  answers: v.pipe(
    v.array(
      v.looseObject({
        name: NeededLine,
        label: FormWordsSchema,
        value: AnswerValueSchema,
        shown: FormWordsSchema,
        result: v.optional(v.picklist(CHECK_RESULTS)),
        clause: v.optional(Text),
        description: v.optional(Text),
        demand: v.optional(Text),
        photos: v.optional(v.array(NeededLine)),
      }),
    ),
    v.maxLength(300),
  ),
  counts: v.looseObject({ conforms: Count, violates: Count, na: Count }),
};
