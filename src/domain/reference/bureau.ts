import type { Provision } from '../visit-record/provisions.ts';

/** What stands at the head and the foot of every document. */
export interface BureauProfile {
  readonly name: string;
  /** 文书字号, without the kind: 「青环」 in 青环责改字〔2026〕12号. */
  readonly documentWord: string;
  readonly address: string;
  readonly phone: string;
  /** What follows 向 in the clause on appeal: the reconsideration body, as printed in decisions. */
  readonly appealTo: string;
  /** Provisions that orders rest on here; those shipped with the app when absent. */
  readonly provisions?: readonly Provision[] | undefined;
}

export const SHIPPED_BUREAU: BureauProfile = { name: '', documentWord: '', address: '', phone: '', appealTo: '' };
