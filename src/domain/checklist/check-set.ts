import type { Checklist, ChecklistSet } from './checklist.ts';
import { compileChecklist } from './compile-checklist.ts';
import { isSameForm } from './checklist-changes.ts';
import { workbookOf } from './checklist-workbook.ts';

/**
 * Whether a set of forms may take the place of another. Each must be what its own Excel form compiles to, so that no form is in force that the
 * compiler would have refused; an id stands once; and a form that changes has a new version number, by which filled ones name it.
 * @returns null, or the first reason against it, in English
 */
export function misfitOfSet({ checklists }: ChecklistSet, inForce: ChecklistSet): string | null {
  for (const form of checklists) {
    const compiled = compileChecklist(workbookOf(form));
    if (!compiled.ok) return `${form.id}: ${compiled.problems[0]?.code ?? 'does not compile'}`;
    if (!isSameForm(compiled.checklist, form)) return `${form.id}: is not what its Excel form compiles to`;
    if (checklists.some((other) => other !== form && other.id === form.id)) return `${form.id}: stands twice`;
    const before = inForce.checklists.find(({ id }) => id === form.id);
    if (before && isVersionReused(before, form)) return `${form.id}: changed under the same version ${form.version}`;
  }
  return null;
}

function isVersionReused(before: Checklist, after: Checklist): boolean {
  return before.version === after.version && !isSameForm(before, after);
}
