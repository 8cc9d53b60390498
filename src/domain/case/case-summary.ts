import type { CaseState, CaseStatus } from './case-state.ts';
import { ordersOf } from './case-records.ts';

/** What a list, the map and the search need of a case; kept small, for it is held in memory for every case of the replica. */
export interface CaseSummary {
  readonly id: string;
  readonly lastSeq: number;
  readonly status: CaseStatus;
  readonly unit: string | null;
  readonly person: string | null;
  readonly dueAtMs: number | null;
  readonly receivedAtMs: number;
  /** Of the latest order. */
  readonly orderNo: string;
  /** Of the other orders: each must lead to the case it joined. */
  readonly earlierOrderNos: readonly string[];
  readonly orderCount: number;
  readonly category: string;
  readonly matter: string;
  readonly address: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

const MATTER_LENGTH = 80;

/** A case that came without its order (only possible for cases opened elsewhere by a newer version) lists with empty texts. */
export function summaryOf(state: CaseState): CaseSummary {
  const orders = ordersOf(state);
  const latest = orders.at(-1);
  return {
    id: state.id,
    lastSeq: state.lastSeq,
    status: state.status,
    unit: state.assignee?.unit ?? null,
    person: state.assignee?.person ?? null,
    dueAtMs: state.dueAtMs,
    receivedAtMs: latest?.receivedAtMs ?? 0,
    orderNo: latest?.orderNo ?? '',
    earlierOrderNos: orders.slice(0, -1).map((order) => order.orderNo),
    orderCount: orders.length,
    category: latest?.category ?? '',
    matter: shorten(latest?.matter ?? ''),
    address: latest?.address ?? '',
    lat: latest?.position?.lat ?? null,
    lon: latest?.position?.lon ?? null,
  };
}

/** What a search looks through. */
export function searchTextOf(summary: CaseSummary): string {
  const { orderNo, earlierOrderNos, category, matter, address } = summary;
  return [orderNo, ...earlierOrderNos, category, matter, address].join(' ');
}

/** By code points, never by UTF-16 index: a rare character in a name must not be cut in half. */
function shorten(text: string): string {
  if (text.length <= MATTER_LENGTH) return text;
  const points = Array.from(text);
  return points.length <= MATTER_LENGTH ? text : `${points.slice(0, MATTER_LENGTH).join('')}…`;
}
