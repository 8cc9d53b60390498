import type { CompiledChecklist } from '#protocol/checklists.ts';
import { compileChecklist } from '#domain/checklist/compile-checklist.ts';
import { readXlsxSheets } from '../intake/read-xlsx.ts';
import { refuse } from '../intake/table.ts';

/** A form is a page or two of rows; 300 of them are 60 kB. */
export const MAX_FORM_BYTES = 2 * 1024 * 1024;

const ZIP = [0x50, 0x4b];

export async function compileFile(bytes: Uint8Array<ArrayBuffer>): Promise<CompiledChecklist> {
  if (bytes.length === 0) return { refusal: refuse('file-empty').refusal };
  if (!ZIP.every((byte, at) => bytes[at] === byte)) return { refusal: refuse('not-a-spreadsheet').refusal };
  const read = await readXlsxSheets(bytes);
  if (!read.ok) return { refusal: read.refusal };
  const compiled = compileChecklist(read.sheets);
  return compiled.ok ? { checklist: compiled.checklist } : { problems: compiled.problems };
}
