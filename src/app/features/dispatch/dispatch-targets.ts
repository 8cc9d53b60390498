import type { Person, Role, Unit } from '#domain/people/person.ts';

export interface Target {
  readonly unit: Unit;
  readonly people: readonly Person[];
}

export type TargetGroups = Readonly<Record<Unit['kind'], readonly Target[]>>;

/** Who does the work in the field; supervisors and administrators hold no case by name. */
const HOLDERS: ReadonlySet<Role> = new Set(['inspector', 'township', 'leader']);

/** Units with the people who may hold a case, narrowed to what fits the words: a unit by its name, or by the name of one of its people. */
export function targetsOf(units: readonly Unit[], people: readonly Person[], text: string): TargetGroups {
  const word = text.trim().toLowerCase();
  const groups: Record<Unit['kind'], Target[]> = { team: [], office: [], township: [] };
  for (const unit of units) {
    const members = people.filter((person) => person.unit === unit.id && HOLDERS.has(person.role));
    const isUnitMeant = unit.name.toLowerCase().includes(word);
    const named = isUnitMeant ? members : members.filter((person) => person.name.toLowerCase().includes(word));
    if (isUnitMeant || named.length > 0) groups[unit.kind].push({ unit, people: named });
  }
  return groups;
}

export function countTargets(groups: TargetGroups): number {
  return groups.team.length + groups.office.length + groups.township.length;
}

/** The unit that bears the township's name, when the order names one: nearest to hand, since most orders go there. */
export function suggestedUnit(units: readonly Unit[], township: string | undefined): Unit | null {
  const name = township?.trim();
  if (!name) return null;
  return (
    units.find(
      (unit) =>
        unit.kind === 'township' && (unit.name === name || unit.name.includes(name) || name.includes(unit.name)),
    ) ?? null
  );
}
