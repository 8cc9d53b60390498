/** 检查表: forms as the bureau designed them in Excel, compiled. */
export interface ChecklistSet {
  readonly checklists: readonly Checklist[];
}

export interface Checklist {
  readonly id: string;
  readonly version: string;
  readonly title: string;
}

export const SHIPPED_CHECKLISTS: ChecklistSet = { checklists: [] };
