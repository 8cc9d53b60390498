/** Which rows are ticked. `anchor` is the row of the last single tick: a tick with Shift reaches from there. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NOTHING_CHOSEN: Selection = { chosen: new Set(), anchor: null };

export function toggled(selection: Selection, id: string): Selection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { chosen, anchor: id };
}

/**
 * A tick with Shift: every row between the anchor and `id`, both included, takes the state `id` gets by this press. Without an anchor in
 * sight it is a single tick.
 */
export function toggledTo(selection: Selection, order: readonly string[], id: string): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return toggled(selection, id);
  const isAdding = !selection.chosen.has(id);
  const chosen = new Set(selection.chosen);
  for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (isAdding) chosen.add(between);
    else chosen.delete(between);
  }
  return { chosen, anchor: id };
}

export function chosenAll(order: readonly string[]): Selection {
  return { chosen: new Set(order), anchor: order[0] ?? null };
}

/** What is ticked must be in sight: a dispatch must never reach a row that a filter has hidden. */
export function keptWithin(selection: Selection, order: readonly string[]): Selection {
  if (selection.chosen.size === 0) return selection;
  const present = new Set(order);
  const chosen = new Set([...selection.chosen].filter((id) => present.has(id)));
  if (chosen.size === selection.chosen.size) return selection;
  return { chosen, anchor: selection.anchor !== null && present.has(selection.anchor) ? selection.anchor : null };
}

export type AllState = 'none' | 'some' | 'all';

export function allStateOf(selection: Selection, total: number): AllState {
  if (selection.chosen.size === 0) return 'none';
  return selection.chosen.size >= total ? 'all' : 'some';
}

/** The neighbour `step` rows on, staying within the list; the first row when nothing was current. */
export function neighbour(order: readonly string[], current: string | null, step: 1 | -1): string | null {
  const at = current === null ? -1 : order.indexOf(current);
  if (at < 0) return order[0] ?? null;
  return order[Math.min(order.length - 1, Math.max(0, at + step))] ?? null;
}
