import type { Person, Unit } from '#domain/people/person.ts';
import { session } from './session.svelte.ts';

const personById_ = $derived(new Map(session.directory.people.map((person) => [person.id, person])));
const unitById = $derived(new Map(session.directory.units.map((unit) => [unit.id, unit])));

export const people = {
  get units(): readonly Unit[] {
    return session.directory.units;
  },
  get people(): readonly Person[] {
    return session.directory.people;
  },
};

export function personById(id: string): Person | null {
  return personById_.get(id) ?? null;
}

/** Empty when the directory does not know the person: screens then show a dash, never an id. */
export function personName(id: string): string {
  return personById(id)?.name ?? '';
}

export function unitName(id: string): string {
  return unitById.get(id)?.name ?? '';
}

export function peopleOfUnit(unit: string): readonly Person[] {
  return session.directory.people.filter((person) => person.unit === unit);
}
