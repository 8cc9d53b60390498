import type { RowErrorCode } from '#protocol/import-codes.ts';
import type { Cell } from './table.ts';

/** Excel keeps 15 digits of a number; the rest are zeros it made up. */
const EXACT_DIGITS = 15;
const MAX_CHARS = 64;

export type OrderNumber =
  | { readonly ok: true; readonly orderNo: string; readonly fromNumber: boolean }
  | { readonly ok: false; readonly code: RowErrorCode };

/** An order number as the hotline gave it, or the reason why it can no longer be known. Two orders that Excel rounded alike must not become one. */
export function orderNumberOf(cell: Cell, text: string): OrderNumber {
  if (text === '') return { ok: false, code: 'order-no-missing' };
  if (typeof cell === 'number') {
    const exact = Number.isInteger(cell) && cell >= 0 && cell < 10 ** EXACT_DIGITS;
    return exact ? { ok: true, orderNo: String(cell), fromNumber: true } : { ok: false, code: 'order-no-rounded' };
  }
  if (/^\d(?:\.\d+)?E\+?\d{1,3}$/i.test(text)) return { ok: false, code: 'order-no-rounded' };
  const sound = text.length <= MAX_CHARS && /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._\-/#:()（）〔〕[\]【】]*$/u.test(text);
  return sound ? { ok: true, orderNo: text, fromNumber: false } : { ok: false, code: 'order-no-odd' };
}

/** The length that nearly all all-digit numbers of a file share, or null. A shorter one among them has most likely lost its zeros. */
export function usualDigits(numbers: readonly string[]): number | null {
  const digits = numbers.filter((text) => /^\d+$/.test(text));
  if (digits.length < 5) return null;
  const counts = new Map<number, number>();
  for (const text of digits) counts.set(text.length, (counts.get(text.length) ?? 0) + 1);
  const [usual] = [...counts].sort((a, b) => b[1] - a[1]);
  return usual && usual[1] >= digits.length * 0.8 ? usual[0] : null;
}
