import writeXlsxFile from 'write-excel-file/node';
import type { SheetData } from 'write-excel-file/node';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { guessMapping } from '#server/intake/column-mapping.ts';
import { parseOrders } from '#server/intake/parse-orders.ts';
import type { ParsedOrders } from '#server/intake/parse-orders.ts';
import { readTable } from '#server/intake/read-table.ts';
import type { Table } from '#server/intake/table.ts';

export const NOW_MS = Date.UTC(2026, 10, 23, 4, 0, 0);

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

export function utf16(text: string, order: 'le' | 'be'): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, order === 'le');
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(2 + index * 2, text.charCodeAt(index), order === 'le');
  return bytes;
}

let gbkByCharacter: Map<string, readonly number[]> | null = null;

/** Node decodes GBK but does not write it: the table is the decoder, turned round. */
export function gbk(text: string): Uint8Array<ArrayBuffer> {
  gbkByCharacter ??= gbkTable();
  const table = gbkByCharacter;
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const code = character.charCodeAt(0);
      const bytes = code < 128 ? [code] : table.get(character);
      if (!bytes) throw new Error(`${character} is not in GBK`);
      return [...bytes];
    }),
  );
}

function gbkTable(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1)
      table.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  }
  return table;
}

export async function xlsx(rows: SheetData): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await writeXlsxFile(rows).toBuffer());
}

/** An .xlsx whose first sheet's XML was changed, as another program, or an enemy, might have written it. */
export async function xlsxWithSheet(
  rows: SheetData,
  change: (xml: string) => string,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = unzipSync(await xlsx(rows));
  const name = 'xl/worksheets/sheet1.xml';
  const sheet = new TextDecoder().decode(parts[name]);
  const changed = change(sheet);
  if (changed === sheet) throw new Error('the change hit nothing');
  return new Uint8Array(zipSync({ ...parts, [name]: strToU8(changed) }));
}

export async function tableOf(bytes: Uint8Array<ArrayBuffer>, name = 'orders'): Promise<Table> {
  const result = await readTable(bytes, name);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.table;
}

export async function ordersOf(bytes: Uint8Array<ArrayBuffer>): Promise<ParsedOrders> {
  const table = await tableOf(bytes);
  return parseOrders(table, guessMapping(table.header), NOW_MS);
}

/** One order in a .csv with the given columns besides the required ones. */
export async function oneOrder(fields: Readonly<Record<string, string>>): Promise<ParsedOrders> {
  const all = { 工单编号: 'YX-1', 受理时间: '2026-11-03 08:05:00', 诉求内容: '夜间噪声扰民', ...fields };
  return ordersOf(
    utf8(
      `${Object.keys(all).join(',')}\n${Object.values(all)
        .map((text) => `"${text.replaceAll('"', '""')}"`)
        .join(',')}\n`,
    ),
  );
}

export async function refusalOf(bytes: Uint8Array<ArrayBuffer>, name = 'orders'): Promise<string> {
  const result = await readTable(bytes, name);
  return result.ok ? 'ok' : result.refusal.code;
}
