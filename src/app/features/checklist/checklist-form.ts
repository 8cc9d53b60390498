import type { AnswerValue, Checklist } from '#domain/checklist/checklist.ts';
import type { ChecklistBody } from '#domain/checklist/checklist-body.ts';
import type { AnswerProblem, Filling } from '#domain/checklist/answers.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { Message } from '#app/text/messages.ts';
import type { Problems } from '#app/features/record/form-problems.ts';
import { checklistBody } from '#domain/checklist/checklist-body.ts';
import { checklistText } from '#app/text/checklist.ts';
import { defaultsOf, fillingOf } from '#domain/checklist/answers.ts';
import { recordsOf } from '#domain/case/case-records.ts';
import { toLocalText } from '#app/ui/local-date-time.ts';

export interface DetailValues {
  description: string;
  demand: string;
  photos: string[];
}

/** The draft of a filled form. It holds the form itself: what was begun with one version is finished with it. */
export interface ChecklistValues {
  form: Checklist;
  answers: Record<string, AnswerValue>;
  details: Record<string, DetailValues>;
  /** The item being photographed, and when the camera was gone to and come back from (device clock, ms). */
  shooting: { item: string; from: number; until: number | null } | null;
}

export const DRAFT_PREFIX = 'checklist:';

export function emptyChecklist(form: Checklist): ChecklistValues {
  return { form, answers: { ...defaultsOf(form) }, details: {}, shooting: null };
}

export function valuesOfBody(body: ChecklistBody, form: Checklist): ChecklistValues {
  const details = body.answers
    .filter(({ result }) => result === 'violates')
    .map(({ name, description = '', demand = '', photos = [] }) => [
      name,
      { description, demand, photos: [...photos] },
    ]);
  return {
    form,
    answers: Object.fromEntries(body.answers.map(({ name, value }) => [name, value])),
    details: Object.fromEntries(details) as ChecklistValues['details'],
    shooting: null,
  };
}

/** The form as it stands. `nowMs` only tells which day it is. */
export function fillingOfValues({ form, answers }: Pick<ChecklistValues, 'form' | 'answers'>, nowMs: number): Filling {
  return fillingOf(form, answers, toLocalText(nowMs, 'date'));
}

/** Field of the description that a violated item unfolds. */
export function descriptionField(item: string): string {
  return `${item}.description`;
}

/** What keeps the form from being saved; the author's own words where there are any. */
export function checklistProblems({ details }: ChecklistValues, filling: Filling): Problems {
  const said = [...filling.problems].map(([name, problem]) => [name, wordsOf(problem)] as const);
  const unsaid = [...filling.values]
    .filter(([, value]) => value === 'violates')
    .filter(([name]) => (Object.hasOwn(details, name) ? details[name]?.description.trim() : '') === '')
    .map(([name]) => [descriptionField(name), checklistText.needFound] as const);
  return Object.fromEntries([...said, ...unsaid]);
}

const WORDS: Readonly<Record<AnswerProblem['what'], Message>> = {
  required: checklistText.needAnswer,
  constraint: checklistText.notAllowed,
  shape: checklistText.wrongShape,
};

function wordsOf({ what, words }: AnswerProblem): Message {
  return words ? { zh: words.zh, en: words.en ?? words.zh } : WORDS[what];
}

export function bodyOfValues(values: ChecklistValues, filling: Filling): ChecklistBody {
  return checklistBody(values.form, filling, values.details);
}

/** Something was found wrong on an earlier visit: this one is likely to see whether it was put right. */
export function isRecheck(state: CaseState, visit: string | undefined): boolean {
  if (!recordsOf(state, 'visit-end').some(({ body }) => body !== null)) return false;
  const isEarlier = (body: { readonly visit?: string | undefined }): boolean =>
    body.visit === undefined || body.visit !== visit;
  return (
    recordsOf(state, 'finding').some(({ body }) => body?.result === 'violates' && isEarlier(body)) ||
    recordsOf(state, 'checklist').some(({ body }) => body !== null && body.counts.violates > 0 && isEarlier(body))
  );
}

/** A photo is written a moment after its shutter: by then one may be back on the form. */
const WRITTEN_WITHIN_MS = 10_000;

/** Own photos taken between going to the camera and coming back. */
export function photosOfShooting(
  state: CaseState,
  person: string,
  { from, until }: NonNullable<ChecklistValues['shooting']>,
): readonly string[] {
  const last = (until ?? from) + WRITTEN_WITHIN_MS;
  return recordsOf(state, 'photo')
    .filter(({ actor, claimedAt, body }) => actor === person && body !== null && claimedAt >= from && claimedAt <= last)
    .map(({ id }) => id);
}
