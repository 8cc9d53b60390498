import type { Checklist } from '#domain/checklist/checklist.ts';
import type { ChecklistProblem } from '#domain/checklist/problem.ts';
import type { ImportRefusal } from './import.ts';

/**
 * `POST /api/checklists/compile`, body = an .xlsx file's bytes: what it compiles to, or what is wrong with it, cell by cell. Nothing is stored;
 * to put it in force is to publish the reference document `checklists`. A file that is no workbook is refused with 422 and an `ImportRefusal`.
 */
export type CompiledChecklist =
  { readonly checklist: Checklist } | { readonly problems: readonly ChecklistProblem[] } | ImportRefusal;
