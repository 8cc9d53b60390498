/** What a person is in the bureau's work. `system` is the server itself, which writes the orders it took in. */
export type Role = 'inspector' | 'township' | 'supervisor' | 'leader' | 'admin' | 'system';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly kind: 'team' | 'office' | 'township';
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Id of the unit the person belongs to. */
  readonly unit: string;
}

/** The actor of entries that the server itself writes. */
export const SYSTEM_PERSON: Person = { id: 'system', name: 'system', role: 'system', unit: 'system' };
