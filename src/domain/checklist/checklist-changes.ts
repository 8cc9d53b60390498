import type { Checklist, ChecklistItem } from './checklist.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { JsonObject } from '../kernel/json.ts';

/** What a new version of a form does to the one in force; names in the order of the forms. */
export interface ChecklistChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Title, words it is suggested by, or a choice list. */
  readonly isHeadChanged: boolean;
  readonly isReordered: boolean;
}

export function changesBetween(before: Checklist, after: Checklist): ChecklistChanges {
  const [old, now] = [flat(before), flat(after)];
  const kept = [...now.keys()].filter((name) => old.has(name));
  const keptBefore = [...old.keys()].filter((name) => now.has(name));
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
    changed: kept.filter((name) => old.get(name) !== now.get(name)),
    isHeadChanged: headOf(before) !== headOf(after),
    isReordered: kept.join(' ') !== keptBefore.join(' '),
  };
}

/** Nothing but the version number. */
export function isSameForm(before: Checklist, after: Checklist): boolean {
  return text({ ...before, version: '' }) === text({ ...after, version: '' });
}

/** Items by name; a group without its items, which count by themselves. */
function flat({ items }: Pick<Checklist, 'items'>): ReadonlyMap<string, string> {
  const inside = (item: ChecklistItem): readonly (readonly [string, string])[] =>
    item.type === 'group'
      ? [
          [item.name, text({ ...item, items: item.items.map(({ name }) => name) })] as const,
          ...item.items.flatMap(inside),
        ]
      : [[item.name, text(item)] as const];
  return new Map(items.flatMap(inside));
}

function headOf({ title, categories, lists }: Checklist): string {
  return text({ title, categories, lists });
}

function text(value: object): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)) as JsonObject);
}
