import { describe, expect, it } from 'vitest';
import type { Person, Unit } from '#domain/people/person.ts';
import { countTargets, suggestedUnit, targetsOf } from '#app/features/dispatch/dispatch-targets.ts';

const units: Unit[] = [
  { id: 't1', name: '执法一队', kind: 'team' },
  { id: 'o', name: '指挥中心', kind: 'office' },
  { id: 's1', name: '清河镇', kind: 'township' },
];
const people: Person[] = [
  { id: 'p1', name: '王芳', role: 'inspector', unit: 't1' },
  { id: 'p2', name: '赵敏', role: 'supervisor', unit: 'o' },
  { id: 'p3', name: '李强', role: 'township', unit: 's1' },
  { id: 'p4', name: '管理员', role: 'admin', unit: 'o' },
];

describe('targetsOf', () => {
  it('groups units by kind with those who may hold a case by name', () => {
    const groups = targetsOf(units, people, '');
    expect(groups.team.map(({ unit, people: held }) => [unit.id, held.map((person) => person.id)])).toEqual([
      ['t1', ['p1']],
    ]);
    expect(groups.office[0]?.people).toEqual([]);
    expect(countTargets(groups)).toBe(3);
  });

  it('finds a unit by its name with everybody in it, or by the name of one of its people with only them', () => {
    expect(targetsOf(units, people, '一队').team[0]?.people.map((person) => person.id)).toEqual(['p1']);
    const byPerson = targetsOf(units, people, ' 李 ');
    expect(byPerson.township[0]?.people.map((person) => person.id)).toEqual(['p3']);
    expect(countTargets(byPerson)).toBe(1);
    expect(countTargets(targetsOf(units, people, '没有'))).toBe(0);
  });
});

describe('suggestedUnit', () => {
  it('is the township the order names, written long or short', () => {
    expect(suggestedUnit(units, '清河镇')?.id).toBe('s1');
    expect(suggestedUnit(units, '清河')?.id).toBe('s1');
    expect(suggestedUnit(units, '执法一队')).toBeNull();
    expect(suggestedUnit(units, '')).toBeNull();
    expect(suggestedUnit(units, undefined)).toBeNull();
  });
});
