import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { Fix, NoFixReason, Placed } from '#domain/case/placed.ts';
import type { OrderBody, Urgency } from '#domain/case/order.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { DemoCaller } from './callers.ts';

/** One thing that happened in a demo case. The seeder writes each as an entry of that person's own device, in order. */
export interface StepOf<K extends Kind> {
  readonly atMs: number;
  /** Person id; `system` for orders, which the server writes. */
  readonly by: string;
  readonly kind: K;
  readonly body: BodyByKind[K];
  /** Name by which later steps of the case point at this one (`refTo`). */
  readonly ref?: string | undefined;
  /** For an order: goes to the vault. */
  readonly caller?: DemoCaller | undefined;
  /** For a photo: name in `demoPhoto`. */
  readonly photo?: string | undefined;
}

export type DemoStep = { [K in Kind]: StepOf<K> }[Kind];

/** A case of the demo district from its first order on. Steps are in the order of time. */
export interface DemoCase {
  readonly key: string;
  readonly steps: readonly DemoStep[];
}

const REF = '@';

/** Stands where an entry id will be, until the entry it names has one. */
export function refTo(name: string): string {
  return `${REF}${name}`;
}

const REFERRING: ReadonlySet<string> = new Set(['visit', 'target', 'compares']);

/** The body with every reference replaced by the entry's id; that of a correction holds a body of its own. */
export function withRefs(body: object, ids: ReadonlyMap<string, string>): JsonObject {
  const resolved = Object.entries(body).map(([field, value]: [string, unknown]) => {
    if (field === 'body' && typeof value === 'object' && value !== null) return [field, withRefs(value, ids)];
    if (!REFERRING.has(field) || typeof value !== 'string' || !value.startsWith(REF)) return [field, value];
    const id = ids.get(value.slice(REF.length));
    if (id === undefined) throw new Error(`${value} points at no earlier step`);
    return [field, id];
  });
  return Object.fromEntries(resolved) as JsonObject;
}

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** A wall-clock time in Asia/Shanghai so many days before today's date there. */
export function dayClock(nowMs: number): (daysAgo: number, time: string) => number {
  const todayMs = Math.floor((nowMs + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS;
  return (daysAgo, time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return todayMs - daysAgo * DAY_MS + (hours * 60 + minutes) * 60_000;
  };
}

/** `YX` + date + number within the demo. */
export function orderNoAt(atMs: number, number: number): string {
  const date = new Date(atMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');
  return `YX${date}${String(number).padStart(4, '0')}`;
}

const LIMIT_MS: Readonly<Record<Urgency, number>> = {
  emergency: 2 * 3_600_000,
  utility: 24 * 3_600_000,
  ordinary: 7 * DAY_MS,
  complex: 15 * DAY_MS,
};

export type OrderParts = Pick<
  OrderBody,
  'orderNo' | 'category' | 'matter' | 'address' | 'township' | 'channel' | 'urgency' | 'position'
> & {
  readonly atMs: number;
  readonly detail: string;
  readonly caller: DemoCaller | undefined;
};

export function orderStep({ atMs, detail, caller, ...parts }: OrderParts): StepOf<'order'> {
  const dueRule = `DB11/T 2021-2022 ${parts.urgency}`;
  const body: OrderBody = {
    ...parts,
    source: 'demo',
    receivedAtMs: atMs,
    categoryDetail: detail,
    dueAtMs: atMs + LIMIT_MS[parts.urgency],
    dueRule,
  };
  return { atMs, by: 'system', kind: 'order', body, caller };
}

/** Where a phone claims to be: some metres off, as they are. */
export function fixAt(lat: number, lon: number, atMs: number): { readonly fix: Fix } {
  return { fix: { lat, lon, accuracyM: 8, at: atMs, source: 'gps' } };
}

export function noFix(reason: NoFixReason): Placed {
  return { noFix: reason };
}
