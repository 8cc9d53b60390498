import type { OrderBody } from '#domain/case/order.ts';

/** Orders further apart are a new grievance, whatever they share. */
export const SAME_GRIEVANCE_MS = 30 * 86_400_000;

/** Shorter than any address that means one place. */
const SHORTEST_ADDRESS = 5;

export interface GrievanceKeys {
  /** Same caller at the same place. Holds the phone: for the vault and for matching, never for the log. */
  readonly caller: string | null;
  /** Same place and same category. */
  readonly place: string | null;
}

/** What two orders of one grievance share. Only a suggestion: a person decides (Beijing regulation art. 11(3) asks for new facts). */
export function grievanceKeys(order: Pick<OrderBody, 'address' | 'category'>, phone: string | null): GrievanceKeys {
  const address = normalAddress(order.address);
  if (Array.from(address).length < SHORTEST_ADDRESS) return { caller: null, place: null };
  return {
    caller: phone ? `${phone}|${address}` : null,
    place: order.category === '' ? null : `${address}|${order.category.trim().toLowerCase()}`,
  };
}

/** Width, case, blanks and punctuation do not make another place. */
function normalAddress(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

export interface Groupable {
  readonly orderNo: string;
  readonly receivedAtMs: number;
  readonly keys: GrievanceKeys;
}

/** Group key by order number: the number of the group's first order. An order that shares nothing is its own group. */
export function groupKeys(orders: readonly Groupable[]): ReadonlyMap<string, string> {
  const lastByKey = new Map<string, { readonly group: string; readonly atMs: number }>();
  const groups = new Map<string, string>();
  for (const order of [...orders].sort((a, b) => a.receivedAtMs - b.receivedAtMs)) {
    const keys = [
      order.keys.caller && `caller ${order.keys.caller}`,
      order.keys.place && `place ${order.keys.place}`,
    ].filter((key) => key !== null);
    const earlier = keys
      .map((key) => lastByKey.get(key))
      .find((seen) => seen !== undefined && order.receivedAtMs - seen.atMs <= SAME_GRIEVANCE_MS);
    const group = earlier?.group ?? order.orderNo;
    groups.set(order.orderNo, group);
    for (const key of keys) lastByKey.set(key, { group, atMs: order.receivedAtMs });
  }
  return groups;
}
