import type { AnswerValue, ChecklistChoice, ChecklistQuestion } from './checklist.ts';

const MOMENTS: Readonly<Partial<Record<ChecklistQuestion['type'], RegExp>>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d$/,
  dateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
};

/** Whether a value can be the answer to a question at all: its type, and for selects a choice that exists. */
export function isAnswerOf(
  { type, list = '' }: ChecklistQuestion,
  value: AnswerValue,
  lists: Readonly<Record<string, readonly ChecklistChoice[]>>,
): boolean {
  const isChoice = (name: string): boolean => (lists[list] ?? []).some((choice) => choice.name === name);
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'decimal':
      return Number.isFinite(value);
    case 'select_one':
      return typeof value === 'string' && isChoice(value);
    case 'select_multiple':
      return typeof value === 'object' && value.length > 0 && value.every(isChoice);
    case 'acknowledge':
      return value === 'OK';
    case 'text':
      return typeof value === 'string' && value.trim() !== '';
    case 'date':
    case 'time':
    case 'dateTime':
      return typeof value === 'string' && (MOMENTS[type]?.test(value) ?? false);
    case 'note':
    case 'calculate':
      return false;
  }
}
