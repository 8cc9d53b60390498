import type { FindingBody, FindingResult } from '#domain/case/bodies.ts';
import { recordText } from '#app/text/record.ts';
import { found, isBlank, trimmedOrNone, type Problems } from '#app/features/record/form-problems.ts';

export interface FindingValues {
  subject: string;
  result: FindingResult | '';
  description: string;
  demand: string;
}

export function emptyFinding(): FindingValues {
  return { subject: '', result: '', description: '', demand: '' };
}

export function findingValuesOf(body: FindingBody): FindingValues {
  return { subject: body.subject, result: body.result, description: body.description, demand: body.demand ?? '' };
}

export function findingProblems(values: FindingValues): Problems<keyof FindingValues> {
  return found({
    subject: isBlank(values.subject) ? recordText.needSubject : undefined,
    result: values.result === '' ? recordText.needResult : undefined,
    description: values.result !== 'conforms' && isBlank(values.description) ? recordText.needDescription : undefined,
  });
}

export function findingBody(values: FindingValues): FindingBody {
  return {
    subject: values.subject.trim(),
    // Asked for by `findingProblems`; what is not known is not called in order.
    result: values.result === '' ? 'unclear' : values.result,
    description: values.description.trim(),
    demand: trimmedOrNone(values.demand),
  };
}
