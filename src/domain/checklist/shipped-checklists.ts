import type { Checklist, ChecklistSet } from './checklist.ts';
import shipped from './shipped.json' with { type: 'json' };

/** Six forms to begin with; their sources are in `sources/`, and this is what those compile to (`npm run checklists`). Apart from the shapes, which the first screen has. */
export const SHIPPED_CHECKLISTS: ChecklistSet = { checklists: shipped as unknown as readonly Checklist[] };
