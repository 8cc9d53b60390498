/** The house's promises, by the numbers of docs/spec/invariants.md. */
export type Invariant =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'I7'
  | 'I8'
  | 'I9'
  | 'I10'
  | 'I11'
  | 'I12'
  | 'I13'
  | 'I14'
  | 'I15'
  | 'I16'
  | 'I17'
  | 'I18'
  | 'I19'
  | 'I20';

/** One promise that does not hold. `what` names ids and numbers, never what people wrote: it may travel to the office. */
export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}

export function broken(invariant: Invariant, what: string): Violation {
  return { invariant, what };
}
