import type { AnswerValue, Checklist, ChecklistQuestion, CheckResult, FormWords } from './checklist.ts';
import type { Filling } from './answers.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Placed } from '../case/placed.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { CHECK_RESULTS, questionsOf } from './checklist.ts';
import { resultOf } from './answers.ts';
import { sha256OfText } from '../kernel/sha256.ts';

/** A form filled in on site. It carries the words it was asked in, so that it can be read when the form is long gone. */
export interface ChecklistBody extends Placed {
  readonly form: string;
  readonly formVersion: string;
  /** SHA-256 of the compiled form's canonical JSON, hex. */
  readonly formHash: string;
  readonly title: FormWords;
  /** What was asked and answered, in the order of the form. */
  readonly answers: readonly ChecklistAnswer[];
  readonly counts: ChecklistCounts;
  readonly visit?: string | undefined;
}

export type ChecklistCounts = Readonly<Record<CheckResult, number>>;

export interface ChecklistAnswer {
  readonly name: string;
  readonly label: FormWords;
  readonly value: AnswerValue;
  /** The answer in words, as it was chosen. */
  readonly shown: FormWords;
  /** Of a check item. */
  readonly result?: CheckResult | undefined;
  readonly clause?: string | undefined;
  /** What was found, and what was asked of the party, when the item is violated. */
  readonly description?: string | undefined;
  readonly demand?: string | undefined;
  /** Entry ids of the photos taken of it. */
  readonly photos?: readonly string[] | undefined;
}

/** What is written beside a violated item. */
export interface ItemDetail {
  readonly description: string;
  readonly demand: string;
  readonly photos: readonly string[];
}

export type ItemDetails = Readonly<Record<string, ItemDetail>>;

/** Names one version of a form for ever. */
export function hashOfChecklist(form: Checklist): string {
  return sha256OfText(canonicalJson(JSON.parse(JSON.stringify(form)) as JsonObject));
}

/** Only what was asked and answered goes in; an answer to a question that is no longer asked does not. */
export function checklistBody(form: Checklist, filling: Filling, details: ItemDetails): ChecklistBody {
  const answers = questionsOf(form).flatMap(({ question }): readonly ChecklistAnswer[] => {
    const value = filling.values.get(question.name);
    if (value === undefined || !question.label) return [];
    const result = resultOf(form, question, value) ?? undefined;
    const detail = result === 'violates' && Object.hasOwn(details, question.name) ? details[question.name] : undefined;
    return [
      {
        name: question.name,
        label: question.label,
        value,
        shown: shownOf(form, question, value),
        result,
        clause: question.clause,
        description: filled(detail?.description),
        demand: filled(detail?.demand),
        photos: detail && detail.photos.length > 0 ? detail.photos : undefined,
      },
    ];
  });
  return {
    form: form.id,
    formVersion: form.version,
    formHash: hashOfChecklist(form),
    title: form.title,
    answers,
    counts: countsOf(answers),
  };
}

function countsOf(answers: readonly ChecklistAnswer[]): ChecklistCounts {
  const count = (wanted: CheckResult): number => answers.filter(({ result }) => result === wanted).length;
  return Object.fromEntries(CHECK_RESULTS.map((result) => [result, count(result)])) as ChecklistCounts;
}

/** Violations first, otherwise in the order of the form. */
export function violationsOf({ answers }: Pick<ChecklistBody, 'answers'>): readonly ChecklistAnswer[] {
  return answers.filter(({ result }) => result === 'violates');
}

function shownOf(form: Checklist, { type, list = '' }: ChecklistQuestion, value: AnswerValue): FormWords {
  if (type === 'acknowledge') return { zh: '已确认', en: 'Confirmed' };
  if (type !== 'select_one' && type !== 'select_multiple') return { zh: String(value) };
  const names = typeof value === 'object' ? value : [String(value)];
  const labels = names.map((name) => form.lists[list]?.find((choice) => choice.name === name)?.label ?? { zh: name });
  return { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ zh, en }) => en ?? zh).join(', ') };
}

function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
