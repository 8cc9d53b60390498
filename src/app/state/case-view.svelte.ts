import type { CaseView } from '#domain/case/overlay.ts';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { Delivery } from './delivery.ts';

export interface OpenCase {
  readonly status: 'loading' | 'ready' | 'missing';
  /** Confirmed case with the own unconfirmed entries on top. */
  readonly view: CaseView | null;
  readonly summary: CaseSummary | null;
  /** Of the own records, by record id. Records of others have none: they came from the office. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** Of everything of mine in this case together; null when I wrote nothing. */
  readonly delivery: Delivery | null;
}

const NONE: ReadonlyMap<string, Delivery> = new Map<string, Delivery>();

export function useCase(id: () => string): OpenCase {
  const status = $derived(id() === '' ? ('missing' as const) : ('loading' as const));
  return {
    get status() {
      return status;
    },
    view: null,
    summary: null,
    deliveries: NONE,
    delivery: null,
  };
}
