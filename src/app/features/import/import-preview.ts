import type { orderFieldWords } from '#app/text/import.ts';
import type { ordersImport } from '#app/state/orders-import.svelte.ts';

export type Report = NonNullable<typeof ordersImport.report>;
export type Problem = Report['errors'][number];
export type Mapping = Report['mapping'];
export type Field = keyof typeof orderFieldWords;

/** As the server asks for; without these there is no order. */
export const REQUIRED_FIELDS = ['orderNo', 'receivedAt', 'matter'] as const satisfies readonly Field[];

/** As the server's limit: said here at once, so that nobody waits for 200 MB to travel before they hear no. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

export type SizeRefusal = {
  readonly code: 'file-empty' | 'file-too-big';
  readonly params: Readonly<Record<string, number>>;
};

export function sizeRefusalOf(bytes: number): SizeRefusal | null {
  if (bytes === 0) return { code: 'file-empty', params: {} };
  return bytes > MAX_FILE_BYTES ? { code: 'file-too-big', params: { bytes, maxBytes: MAX_FILE_BYTES } } : null;
}

export function missingFields(mapping: Mapping): readonly Field[] {
  return REQUIRED_FIELDS.filter((field) => mapping[field] === undefined);
}

/** A column serves one field: who takes it for another takes it away from the first. */
export function withColumn(mapping: Mapping, field: Field, column: number | null): Mapping {
  const rest = Object.entries(mapping).filter(([other, taken]) => other !== field && taken !== column);
  return Object.fromEntries(column === null ? rest : [...rest, [field, column]]);
}

/** The first different values of a column, to see at a glance whether it is the right one. */
export function samplesOf(report: Report, column: number | undefined, count: number): readonly string[] {
  if (column === undefined) return [];
  const values = report.sample.map((row) => (row[column] ?? '').trim()).filter(Boolean);
  return [...new Set(values)].slice(0, count);
}

export interface ShownProblem extends Problem {
  readonly key: string;
  /** Left out, or taken in with a word of caution. */
  readonly isError: boolean;
}

/** What is wrong with the whole file first, then by row; within a row what keeps it out before what does not. */
export function problemsOf(report: Report): readonly ShownProblem[] {
  const shown = [
    ...report.errors.map((problem) => ({ ...problem, isError: true })),
    ...report.warnings.map((problem) => ({ ...problem, isError: false })),
  ];
  return shown
    .sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || Number(b.isError) - Number(a.isError))
    .map((problem, at) => ({ ...problem, key: String(at) }));
}

/** Cases that an import opens: new orders that join no grievance known already. */
export function newCasesOf(report: Report): number {
  return report.ready - report.joined;
}

/** For Excel: with a byte order mark, and with nothing that it would take for a formula (fault 89). */
export function csvOf(header: string, rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[header, ...rows.map((row) => row.map(csvCell).join(','))].join('\r\n')}\r\n`;
}

function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
