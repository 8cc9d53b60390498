/** What stands at the head and the foot of every document. */
export interface BureauProfile {
  readonly name: string;
  /** 文书字号, as in 「京房环责改字」. */
  readonly documentWord: string;
  readonly address: string;
  readonly phone: string;
  /** Where a decision is appealed: reconsideration body and court, as printed in decisions. */
  readonly appealTo: string;
}

export const SHIPPED_BUREAU: BureauProfile = { name: '', documentWord: '', address: '', phone: '', appealTo: '' };
