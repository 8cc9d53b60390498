import type { Answers, AnswerValue, Checklist, ChecklistQuestion, CheckResult, FormWords } from './checklist.ts';
import type { Expression } from './expression.ts';
import type { Surroundings, Value } from './evaluate-expression.ts';
import { CHECK_RESULTS, isCheck, questionsOf } from './checklist.ts';
import { evaluate, isTrue } from './evaluate-expression.ts';
import { isAnswerOf } from './answer-shape.ts';

/** What keeps an answer from being taken. The author's own words go before the app's. */
export interface AnswerProblem {
  readonly what: 'required' | 'constraint' | 'shape';
  readonly words?: FormWords | undefined;
}

/** A form as it stands with the answers given so far. */
export interface Filling {
  /** Names of the questions that are asked. */
  readonly asked: ReadonlySet<string>;
  /** Answers that count, calculated ones included: what is not asked has none. */
  readonly values: ReadonlyMap<string, AnswerValue>;
  readonly problems: ReadonlyMap<string, AnswerProblem>;
}

/** Relevance, calculations, required and constraint, all anew: a form is small. `today` is `2026-11-27`. */
export function fillingOf(form: Checklist, answers: Answers, today: string): Filling {
  const reader = new Reader(form, answers, today);
  const asked = new Set<string>();
  const values = new Map<string, AnswerValue>();
  const problems = new Map<string, AnswerProblem>();
  for (const { question } of questionsOf(form)) {
    if (!reader.isAsked(question.name)) continue;
    asked.add(question.name);
    const value = reader.answerOf(question.name);
    const problem = reader.problemOf(question, value);
    if (value !== '') values.set(question.name, value);
    if (problem) problems.set(question.name, problem);
  }
  return { asked, values, problems };
}

/** Answers with every check item that is asked and not yet answered set to 符合: exceptions found so far stay. */
export function allConform(form: Checklist, answers: Answers, today: string): Answers {
  const { asked, values } = fillingOf(form, answers, today);
  const open = questionsOf(form).filter(
    ({ question }) => isCheck(form, question) && asked.has(question.name) && !values.has(question.name),
  );
  return { ...answers, ...Object.fromEntries(open.map(({ question }) => [question.name, 'conforms'])) };
}

export function resultOf(
  form: Checklist,
  question: ChecklistQuestion,
  value: AnswerValue | undefined,
): CheckResult | null {
  if (!isCheck(form, question)) return null;
  return CHECK_RESULTS.find((result) => result === value) ?? null;
}

/** Answers the form begins with. */
export function defaultsOf(form: Checklist): Answers {
  const given = questionsOf(form).filter(({ question }) => question.default !== undefined);
  return Object.fromEntries(given.map(({ question }) => [question.name, question.default ?? '']));
}

type Placed = ReturnType<typeof questionsOf>[number];

/** Looks questions up as the expressions ask for them. Compiled forms have no circles; a damaged one must not hang the phone. */
class Reader {
  readonly #answers: Answers;
  readonly #form: Checklist;
  readonly #today: string;
  readonly #questions: ReadonlyMap<string, Placed>;
  readonly #values = new Map<string, Value>();
  readonly #underWay = new Set<string>();

  constructor(form: Checklist, answers: Answers, today: string) {
    this.#form = form;
    this.#answers = answers;
    this.#today = today;
    this.#questions = new Map(questionsOf(form).map((placed) => [placed.question.name, placed]));
  }

  isAsked(name: string): boolean {
    const placed = this.#questions.get(name);
    if (!placed) return false;
    const conditions = [...placed.groups.map(({ relevant }) => relevant), placed.question.relevant];
    return conditions.every((condition) => condition === undefined || this.#holds(condition, ''));
  }

  answerOf(name: string): AnswerValue {
    const value = this.#valueOf(name);
    if (typeof value === 'boolean') return String(value);
    return typeof value === 'number' && !Number.isFinite(value) ? '' : value;
  }

  problemOf(question: ChecklistQuestion, value: AnswerValue): AnswerProblem | null {
    if (question.type === 'note' || question.type === 'calculate') return null;
    if (isEmpty(value)) {
      const isRequired = question.required !== undefined && this.#holds(question.required, '');
      return isRequired ? { what: 'required', words: question.requiredMessage } : null;
    }
    if (!isAnswerOf(question, value, this.#form.lists)) return { what: 'shape' };
    if (question.constraint === undefined || this.#holds(question.constraint, value)) return null;
    return { what: 'constraint', words: question.constraintMessage };
  }

  #holds(expression: Expression, self: Value): boolean {
    return isTrue(evaluate(expression, this.#around(self)));
  }

  #around(self: Value): Surroundings {
    return { self, today: this.#today, valueOf: (name) => this.#valueOf(name) };
  }

  #valueOf(name: string): Value {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    if (this.#underWay.has(name)) return '';
    this.#underWay.add(name);
    const value = this.#work(name);
    this.#underWay.delete(name);
    this.#values.set(name, value);
    return value;
  }

  #work(name: string): Value {
    const question = this.#questions.get(name)?.question;
    if (!question || !this.isAsked(name)) return '';
    if (question.calculation) return evaluate(question.calculation, this.#around(''));
    const value = Object.hasOwn(this.#answers, name) ? this.#answers[name] : undefined;
    return value === undefined || isEmpty(value) ? '' : value;
  }
}

function isEmpty(value: AnswerValue): boolean {
  return typeof value === 'string' ? value.trim() === '' : typeof value === 'object' && value.length === 0;
}
