import type { ContactBody, ContactWay } from '#domain/case/bodies.ts';
import { recordText } from '#app/text/record.ts';
import { found, isBlank, type Problems } from '#app/features/record/form-problems.ts';

export interface ContactValues {
  way: ContactWay | '';
  reached: 'yes' | 'no' | '';
  summary: string;
}

export function emptyContact(): ContactValues {
  return { way: '', reached: '', summary: '' };
}

export function contactValuesOf(body: ContactBody): ContactValues {
  return { way: body.way, reached: body.reached ? 'yes' : 'no', summary: body.summary };
}

export function contactProblems(values: ContactValues): Problems<keyof ContactValues> {
  return found({
    way: values.way === '' ? recordText.needWay : undefined,
    reached: values.reached === '' ? recordText.needReached : undefined,
    // Nobody answered: there is nothing to tell.
    summary: values.reached === 'yes' && isBlank(values.summary) ? recordText.needSummary : undefined,
  });
}

/** Only for values that `contactProblems` lets pass. */
export function contactBody(values: ContactValues): ContactBody {
  if (values.way === '') throw new Error('a contact without its way');
  return { way: values.way, reached: values.reached === 'yes', summary: values.summary.trim() };
}
