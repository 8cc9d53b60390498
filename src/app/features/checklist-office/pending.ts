import type { Checklist, ChecklistSet } from '#domain/checklist/checklist.ts';

/** What is about to be put in force, or taken out of it. */
export interface Pending {
  readonly what: 'publish' | 'retire';
  readonly form: Checklist;
}

/** The set with it done: a new version in the place of the old one, a new form at the end. */
export function withPending({ checklists }: ChecklistSet, { what, form }: Pending): ChecklistSet {
  const isOther = ({ id }: Checklist): boolean => id !== form.id;
  if (what === 'retire') return { checklists: checklists.filter(isOther) };
  if (checklists.every(isOther)) return { checklists: [...checklists, form] };
  return { checklists: checklists.map((one) => (one.id === form.id ? form : one)) };
}
