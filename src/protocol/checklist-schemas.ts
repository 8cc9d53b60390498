import * as v from 'valibot';
import type { ChecklistItem } from '#domain/checklist/checklist.ts';
import type { Expression } from '#domain/checklist/expression.ts';
import { CHECKLIST_FORMAT, QUESTION_TYPES } from '#domain/checklist/checklist.ts';
import { AnswerValueSchema, FormWordsSchema } from './checklist-body-schema.ts';
import { NeededLine } from './body-parts.ts';
import { isFunctionName } from '#domain/checklist/expression.ts';

const OPERATORS = ['or', 'and', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', 'div', 'mod', 'negative'];
const Operation = v.pipe(
  v.string(),
  v.check((does) => OPERATORS.includes(does) || isFunctionName(does), 'unknown operation'),
);

/** Strict: an expression with a part this build does not know would be evaluated to something else. */
const ExpressionSchema: v.GenericSchema<Expression> = v.lazy(() =>
  v.union([
    v.strictObject({ text: v.string() }),
    v.strictObject({ number: v.number() }),
    v.strictObject({ ref: v.string() }),
    v.strictObject({ self: v.literal(true) }),
    v.strictObject({ does: Operation, of: v.array(ExpressionSchema) }),
  ]),
) as v.GenericSchema<Expression>;

const Condition = v.optional(ExpressionSchema);

const Question = v.looseObject({
  type: v.picklist(QUESTION_TYPES),
  name: NeededLine,
  label: v.optional(FormWordsSchema),
  list: v.optional(NeededLine),
  required: Condition,
  relevant: Condition,
  constraint: Condition,
  calculation: Condition,
  default: v.optional(AnswerValueSchema),
});

const Item: v.GenericSchema<ChecklistItem> = v.lazy(() =>
  v.union([
    v.looseObject({
      type: v.literal('group'),
      name: NeededLine,
      label: v.optional(FormWordsSchema),
      relevant: Condition,
      items: v.array(Item),
    }),
    Question,
  ]),
);

/** A compiled form, as the office publishes it and phones run it. */
export const ChecklistSchema = v.looseObject({
  format: v.literal(CHECKLIST_FORMAT),
  id: v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/)),
  version: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
  title: FormWordsSchema,
  categories: v.array(NeededLine),
  lists: v.record(v.string(), v.array(v.looseObject({ name: NeededLine, label: FormWordsSchema }))),
  items: v.array(Item),
});
