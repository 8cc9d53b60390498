import type { OrderBody } from '#domain/case/order.ts';
import type { ColumnMapping } from '#protocol/import.ts';
import { dueByRule, urgencyOf } from './due-rules.ts';
import type { Due } from './due-rules.ts';
import { grievanceKeys, groupKeys } from './grievance.ts';
import type { GrievanceKeys } from './grievance.ts';
import { MappedRow } from './mapped-row.ts';
import { orderNumberOf, usualDigits } from './order-number.ts';
import { datumOfHeader, parsePosition } from './parse-position.ts';
import { parseTime } from './parse-time.ts';
import { hidePrivate, normalPhone } from './private-text.ts';
import type { RowError, RowWarning } from './problem.ts';
import type { Table } from './table.ts';

/** The caller's name and phone. For the vault only. */
export interface Caller {
  readonly name: string | null;
  readonly phone: string | null;
}

/** One row that became an order. `body` may go to the log; everything else may not. */
export interface OrderDraft {
  readonly row: number;
  readonly body: OrderBody;
  readonly caller: Caller | null;
  /** 咨询 求助 投诉 举报 建议, as the hotline wrote it. */
  readonly kind: string | null;
  readonly keys: GrievanceKeys;
  /** Order number of the first order of this file that seems to be the same grievance; its own when none is. A suggestion. */
  readonly groupKey: string;
}

export interface DuplicateOrder {
  readonly orderNo: string;
  readonly row: number;
  readonly firstRow: number;
}

export interface ParsedOrders {
  readonly orders: readonly OrderDraft[];
  readonly errors: readonly RowError[];
  readonly warnings: readonly RowWarning[];
  readonly duplicatesInFile: readonly DuplicateOrder[];
}

const MAX_MATTER_CHARS = 10_000;
const MAX_LINE_CHARS = 300;
const FUTURE_TOLERANCE_MS = 24 * 3_600_000;
const DAY_MS = 86_400_000;

type Draft = Omit<OrderDraft, 'groupKey'>;

/** Orders out of a table. A row is taken whole or left out whole, and every row left out is named with its reason. */
export function parseOrders(table: Table, mapping: ColumnMapping, nowMs: number): ParsedOrders {
  const errors: RowError[] = [];
  const warnings: RowWarning[] = [];
  const duplicatesInFile: DuplicateOrder[] = [];
  const drafts = new Map<string, Draft>();
  const fromNumbers: MappedRow[] = [];
  for (const tableRow of table.rows) {
    const row = new MappedRow(tableRow, table, mapping);
    const draft = draftOf(row, nowMs);
    errors.push(...row.errors);
    if (!draft) continue;
    const first = drafts.get(draft.body.orderNo);
    if (first) {
      duplicatesInFile.push({ orderNo: draft.body.orderNo, row: row.number, firstRow: first.row });
      continue;
    }
    drafts.set(draft.body.orderNo, draft);
    warnings.push(...row.warnings);
    fromNumbers.push(row);
  }
  warnings.push(...zerosLost(fromNumbers));
  const groups = groupKeys(
    [...drafts.values()].map(({ body, keys }) => ({ orderNo: body.orderNo, receivedAtMs: body.receivedAtMs, keys })),
  );
  const orders = [...drafts.values()].map((draft) => ({
    ...draft,
    groupKey: groups.get(draft.body.orderNo) ?? draft.body.orderNo,
  }));
  return { orders, errors, warnings: warnings.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)), duplicatesInFile };
}

/** Excel turns 00123 into 123: seen only by looking at all the numbers together. */
function zerosLost(rows: readonly MappedRow[]): RowWarning[] {
  const usual = usualDigits(rows.map((row) => row.text('orderNo')));
  if (usual === null) return [];
  const shortened = rows.filter((row) => /^\d+$/.test(row.text('orderNo')) && row.text('orderNo').length < usual);
  return shortened.map((row) => ({
    row: row.number,
    column: row.headerOf('orderNo'),
    code: 'order-no-zeros-lost',
    value: row.text('orderNo'),
  }));
}

/** null when the row has errors; they are in `row.errors`. */
function draftOf(row: MappedRow, nowMs: number): Draft | null {
  row.checkShape();
  const number = orderNumberOf(row.cell('orderNo'), row.text('orderNo'));
  if (!number.ok) row.error(number.code, 'orderNo');
  const receivedAtMs = receivedAtOf(row, nowMs);
  const { matter, address, caller } = textsOf(row);
  const category = row.text('category');
  const categoryDetail = row.text('categoryDetail');
  if (matter === '') row.error('matter-missing', 'matter');
  if (!number.ok || receivedAtMs === null || row.errors.length > 0) return null;
  const position = positionOf(row);
  if (address === '' && !position) row.warn('place-missing', 'address');
  const urgency = urgencyOf(row.text('urgency'), `${category} ${categoryDetail}`);
  const township = row.text('township');
  const body: OrderBody = {
    orderNo: number.orderNo,
    source: 'hotline',
    receivedAtMs,
    category,
    ...(categoryDetail && { categoryDetail }),
    matter,
    address,
    ...(township && { township }),
    ...(position && { position }),
    channel: row.text('channel'),
    ...(dueOf(row, receivedAtMs) ?? dueByRule(receivedAtMs, urgency)),
    urgency,
  };
  return {
    row: row.number,
    body,
    caller,
    kind: row.text('kind') || null,
    keys: grievanceKeys(body, caller?.phone ?? null),
  };
}

function receivedAtOf(row: MappedRow, nowMs: number): number | null {
  const cell = row.cell('receivedAt');
  const text = row.text('receivedAt');
  if (text === '') {
    row.error('time-missing', 'receivedAt');
    return null;
  }
  const time = parseTime(typeof cell === 'number' ? cell : text);
  if (!time.ok) {
    row.error(time.code, 'receivedAt');
    return null;
  }
  if (time.dayOnly) row.warn('time-day-only', 'receivedAt');
  if (time.atMs > nowMs + FUTURE_TOLERANCE_MS) row.warn('time-in-future', 'receivedAt');
  return time.atMs;
}

/** The limit the order states; null when it states none that makes sense, and the standard's table decides. A bare day lasts to its end. */
function dueOf(row: MappedRow, receivedAtMs: number): Due | null {
  const cell = row.cell('dueAt');
  const text = row.text('dueAt');
  if (text === '') return null;
  const time = parseTime(typeof cell === 'number' ? cell : text);
  if (!time.ok) {
    row.warn('due-unreadable', 'dueAt');
    return null;
  }
  const dueAtMs = time.dayOnly ? time.atMs + DAY_MS : time.atMs;
  if (dueAtMs >= receivedAtMs) return { dueAtMs, dueRule: 'order' };
  row.warn('due-before-received', 'dueAt');
  return null;
}

function positionOf(row: MappedRow): OrderBody['position'] {
  const datum = datumOfHeader(`${row.headerOf('latitude')} ${row.headerOf('longitude')}`);
  const { position, warning } = parsePosition(row.cell('latitude'), row.cell('longitude'), datum);
  if (warning)
    row.warn(warning, warning === 'coordinates-half' && row.cell('latitude') !== null ? 'longitude' : 'latitude');
  return position;
}

/** Free texts with the caller's data moved out of them. Two ways in which a phone ends up in the wrong column are the usual case. */
function textsOf(row: MappedRow): { matter: string; address: string; caller: Caller | null } {
  const name = row.text('callerName') || null;
  const given = row.text('callerPhone');
  const phone = given === '' ? null : normalPhone(given);
  if (phone?.odd) row.warn('phone-odd', 'callerPhone');
  const matter = hidePrivate(row.text('matter'), name);
  const address = hidePrivate(row.text('address'), name);
  for (const field of ['matter', 'address'] as const) {
    const hidden = field === 'matter' ? matter : address;
    const limit = field === 'matter' ? MAX_MATTER_CHARS : MAX_LINE_CHARS;
    if (hidden.text.length > limit) row.error('text-too-long', field);
    if (hidden.hid)
      row.warnings.push({ row: row.number, column: row.headerOf(field), code: 'private-hidden', value: null });
    // Kept as written: it harms a spreadsheet, not us, and exports guard against it (fault 89).
    else if (/^[=@＝＠]|^[+-][A-Za-z(@=]/.test(hidden.text)) row.warn('formula-like', field);
  }
  for (const field of ['category', 'categoryDetail', 'channel', 'township', 'callerName', 'callerPhone'] as const) {
    if (row.text(field).length > MAX_LINE_CHARS) row.error('text-too-long', field);
  }
  const number = phone?.phone ?? matter.phones[0] ?? address.phones[0] ?? null;
  return { matter: matter.text, address: address.text, caller: name || number ? { name, phone: number } : null };
}
