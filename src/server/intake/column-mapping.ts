import { createHash } from 'node:crypto';
import { ORDER_FIELDS } from '#protocol/import.ts';
import type { ColumnMapping, OrderField } from '#protocol/import.ts';
import { HEADER_NAMES, normalName } from './header-names.ts';

/** Without these there is no order. */
export const REQUIRED_FIELDS = ['orderNo', 'receivedAt', 'matter'] as const satisfies readonly OrderField[];

interface Candidate {
  readonly field: OrderField;
  readonly column: number;
  /** Lower is surer. */
  readonly cost: number;
}

/** A name that only contains a known one (`市民来电时间`) counts, but any exact name anywhere goes first. */
const PARTIAL_COST = 1_000;

/** Which column is which, as far as the header tells. Each column and each field is used once, the surest first. */
export function guessMapping(header: readonly string[]): ColumnMapping {
  const candidates = header
    .flatMap((text, column) => candidatesFor(normalName(text), column))
    .sort((a, b) => a.cost - b.cost || a.column - b.column);
  const mapping: Partial<Record<OrderField, number>> = {};
  const taken = new Set<number>();
  for (const { field, column } of candidates) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** How many fields a row would fill as a header; a title row or a data row fills none or one. */
export function recognisedColumns(header: readonly string[]): number {
  return Object.keys(guessMapping(header)).length;
}

function candidatesFor(name: string, column: number): Candidate[] {
  if (name === '') return [];
  return ORDER_FIELDS.flatMap((field) => {
    const names = HEADER_NAMES[field];
    const exact = names.indexOf(name);
    if (exact >= 0) return [{ field, column, cost: exact }];
    // Only Chinese terms may match inside a longer name ("id" is inside "resident"), and of two characters only those that mean one thing.
    const shortest = field === 'latitude' || field === 'longitude' ? 2 : 3;
    const partial = names.findIndex(
      (known) => known.length >= shortest && /^\p{Script=Han}+$/u.test(known) && name.includes(known),
    );
    return partial >= 0 ? [{ field, column, cost: PARTIAL_COST + partial }] : [];
  });
}

/** The same columns in the same order are the same export: the mapping a person chose once is offered again. */
export function headerFingerprint(header: readonly string[]): string {
  return createHash('sha256').update(header.map(normalName).join('\u001f')).digest('hex');
}

/** Codes: MAPPING_FAULT_CODES of the protocol. */
export type MappingFault =
  | { readonly code: 'field-unknown'; readonly field: string }
  | { readonly code: 'column-unknown'; readonly field: OrderField }
  | { readonly code: 'column-twice'; readonly field: OrderField }
  | { readonly code: 'field-missing'; readonly field: OrderField };

export type CheckedMapping =
  | { readonly ok: true; readonly mapping: ColumnMapping }
  | { readonly ok: false; readonly mapping: ColumnMapping; readonly faults: readonly MappingFault[] };

/** A mapping from outside against a header. What is sound in it comes back in any case, for the screen to start from. */
export function checkMapping(given: Readonly<Record<string, unknown>>, header: readonly string[]): CheckedMapping {
  const mapping: Partial<Record<OrderField, number>> = {};
  const faults: MappingFault[] = [];
  const taken = new Set<number>();
  for (const [field, column] of Object.entries(given)) {
    if (!isOrderField(field)) faults.push({ code: 'field-unknown', field: field.slice(0, 40) });
    else if (column === null || column === undefined) continue;
    else if (typeof column !== 'number' || !Number.isInteger(column) || column < 0 || column >= header.length) {
      faults.push({ code: 'column-unknown', field });
    } else if (taken.has(column)) faults.push({ code: 'column-twice', field });
    else {
      mapping[field] = column;
      taken.add(column);
    }
  }
  for (const field of REQUIRED_FIELDS) if (mapping[field] === undefined) faults.push({ code: 'field-missing', field });
  return faults.length === 0 ? { ok: true, mapping } : { ok: false, mapping, faults };
}

function isOrderField(text: string): text is OrderField {
  return (ORDER_FIELDS as readonly string[]).includes(text);
}
