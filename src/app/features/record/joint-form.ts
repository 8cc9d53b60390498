import type { JointActionBody } from '#domain/case/bodies.ts';
import { recordText } from '#app/text/record.ts';
import { found, isBlank, type Problems } from '#app/features/record/form-problems.ts';

export interface JointValues {
  title: string;
  startedAt?: number | undefined;
  units: string[];
  /** Names by unit id; kept while a unit is switched off and on again. */
  people: Record<string, string>;
  done: string;
  result: string;
}

export function emptyJoint(nowMs: number, own: { readonly unit: string; readonly name: string } | null): JointValues {
  return {
    title: '',
    startedAt: nowMs,
    units: own ? [own.unit] : [],
    people: own ? { [own.unit]: own.name } : {},
    done: '',
    result: '',
  };
}

export function jointValuesOf(body: JointActionBody): JointValues {
  return {
    title: body.title,
    startedAt: body.startedAt,
    units: body.participants.map(({ unit }) => unit),
    people: Object.fromEntries(body.participants.map(({ unit, people }) => [unit, people])),
    done: body.done,
    result: body.result,
  };
}

export function jointProblems(values: JointValues): Problems<keyof JointValues> {
  return found({
    title: isBlank(values.title) ? recordText.needTitle : undefined,
    startedAt: values.startedAt === undefined ? recordText.needStart : undefined,
    units: values.units.length === 0 ? recordText.needUnits : undefined,
    done: isBlank(values.done) ? recordText.needDone : undefined,
  });
}

/** Only for values that `jointProblems` lets pass. */
export function jointBody(values: JointValues): JointActionBody {
  if (values.startedAt === undefined) throw new Error('a joint action without its start');
  return {
    title: values.title.trim(),
    startedAt: values.startedAt,
    participants: values.units.map((unit) => ({ unit, people: (values.people[unit] ?? '').trim() })),
    done: values.done.trim(),
    result: values.result.trim(),
  };
}
