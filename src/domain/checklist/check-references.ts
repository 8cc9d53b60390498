import type { ChecklistGroup, ChecklistItem, ChecklistQuestion } from './checklist.ts';
import type { ChoiceLists } from './compile-choices.ts';
import type { Expression } from './expression.ts';
import type { Fault } from './problem.ts';
import type { FormSheet } from './read-sheet.ts';
import type { Survey } from './compile-survey.ts';
import { closestName } from './closest-name.ts';
import { fault, withSuggestion } from './problem.ts';
import { questionsOf } from './checklist.ts';
import { refsOf } from './expression.ts';

type Told = (item: ChecklistItem, column: string, found: Fault) => void;

/** References that lead nowhere, choices that do not exist, and answers that would have to know themselves. */
export function checkReferences(sheet: FormSheet, survey: Survey, lists: ChoiceLists): void {
  const questions = new Map(questionsOf(survey).map(({ question }) => [question.name, question]));
  const tell: Told = (item, column, found) => {
    sheet.report(survey.rows.get(item.name) ?? null, column, found);
  };
  for (const item of allItems(survey.items)) {
    for (const [column, expression] of expressionsOf(item)) {
      for (const found of faultsOf(expression, { questions, lists, mayBeSelf: column === 'constraint' })) {
        tell(item, column, found);
      }
    }
  }
  findCycles(survey, tell);
}

function allItems(items: readonly ChecklistItem[]): readonly ChecklistItem[] {
  return items.flatMap((item) => (item.type === 'group' ? [item, ...allItems(item.items)] : [item]));
}

function expressionsOf(item: ChecklistItem): readonly (readonly [string, Expression])[] {
  const question: Partial<ChecklistQuestion> = item.type === 'group' ? {} : item;
  const { required, constraint, calculation } = question;
  const all = { relevant: item.relevant, required, constraint, calculation };
  return Object.entries(all).flatMap(([column, expression]) => (expression ? [[column, expression] as const] : []));
}

interface Known {
  readonly questions: ReadonlyMap<string, ChecklistQuestion>;
  readonly lists: ChoiceLists;
  readonly mayBeSelf: boolean;
}

function faultsOf(expression: Expression, known: Known): readonly Fault[] {
  if ('self' in expression) return known.mayBeSelf ? [] : [fault('self-outside-constraint')];
  if ('ref' in expression) return refFault(expression.ref, known);
  if (!('does' in expression)) return [];
  return [...expression.of.flatMap((one) => faultsOf(one, known)), ...choiceFaults(expression, known)];
}

function refFault(name: string, { questions }: Known): readonly Fault[] {
  const question = questions.get(name);
  if (!question) return [fault('ref-unknown', withSuggestion({ name }, closestName(name, [...questions.keys()])))];
  return question.type === 'note' ? [fault('ref-no-answer', { name })] : [];
}

/** `${x} = 'y'` and `selected(${x}, 'y')` where x has no such choice: true for no answer, ever. */
function choiceFaults(
  { does, of }: { readonly does: string; readonly of: readonly Expression[] },
  known: Known,
): readonly Fault[] {
  if (!['=', '!=', 'selected'].includes(does)) return [];
  const ref = of.find((one) => 'ref' in one);
  const text = of.find((one) => 'text' in one);
  const question = ref && known.questions.get(ref.ref);
  if (!question?.list || !text || text.text === '') return [];
  const names = (known.lists[question.list] ?? []).map(({ name }) => name);
  if (names.includes(text.text)) return [];
  const params = { choice: text.text, list: question.list };
  return [fault('choice-unknown', withSuggestion(params, closestName(text.text, names)))];
}

/** An answer counts only while its question is relevant: so it hangs on what its relevance, its groups' and its calculation look at. */
function findCycles(survey: Survey, tell: Told): void {
  const placed = new Map(questionsOf(survey).map((one) => [one.question.name, one]));
  const hangsOn = (name: string): readonly string[] => {
    const { question, groups } = placed.get(name) ?? {};
    return [question?.relevant, question?.calculation, ...(groups ?? []).map((group: ChecklistGroup) => group.relevant)]
      .filter((expression) => expression !== undefined)
      .flatMap(refsOf);
  };
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      const names = [...path.slice(path.indexOf(name)), name];
      const question = placed.get(name)?.question;
      const column = question?.calculation ? 'calculation' : 'relevant';
      if (question) tell(question, column, fault('cycle', { names: names.join(' → ') }));
      return;
    }
    if (done.has(name)) return;
    for (const next of hangsOn(name)) walk(next, [...path, name]);
    done.add(name);
  };
  for (const name of placed.keys()) walk(name, []);
}
