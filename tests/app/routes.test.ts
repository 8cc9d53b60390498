import { describe, expect, it } from 'vitest';
import { centreFor, homeOf, navFor, placeFor, screenOf } from '#app/routes.ts';
import { CASE_FORMS, parsePlace, type Place } from '#app/state/places.ts';
import type { Role } from '#domain/people/person.ts';

const HOME: Place = { name: 'today' };
const person = (role: Role) => ({ id: 'u-1', name: '王芳', role, unit: 'team-1' });
const names = (role: Role) => navFor(person(role), HOME, 0).map(({ href }) => parsePlace(href).name);

describe('screens', () => {
  it.each(CASE_FORMS)('opens the form %s without the bar, for its case', (form) => {
    const screen = screenOf({ name: 'form', caseId: 'c-1', form });
    expect(screen).toMatchObject({ props: { id: 'c-1' }, bare: true });
  });

  it('gives the correction its record', () => {
    const screen = screenOf({ name: 'correct', caseId: 'c-1', record: 'e-1' });
    expect(screen?.props).toEqual({ id: 'c-1', record: 'e-1' });
  });

  it('needs nothing to be loaded for 今日', () => {
    expect(screenOf(HOME)).toBeNull();
  });
});

describe('home', () => {
  it.each([
    ['inspector', 'today'],
    ['township', 'today'],
    ['supervisor', 'office'],
    ['leader', 'office'],
    ['admin', 'people'],
  ] as const)('of the %s is %s, also by an old link to 今日', (role, name) => {
    expect(homeOf(role).name).toBe(name);
    expect(placeFor(HOME, role).name).toBe(name);
  });

  it('leaves every other address alone', () => {
    expect(placeFor({ name: 'case', caseId: 'c-1' }, 'supervisor')).toEqual({ name: 'case', caseId: 'c-1' });
  });
});

describe('navigation', () => {
  it('has four places for who works in the street, and the raised button between them', () => {
    expect(names('inspector')).toEqual(['today', 'map', 'sync', 'me']);
    expect(names('township')).toEqual(['today', 'map', 'sync', 'me']);
    expect(centreFor(person('township'), HOME)?.href).toBe('#/camera');
  });

  it('offers the import to those who may import, and to nobody else', () => {
    expect(names('supervisor')).toContain('import');
    expect(names('leader')).not.toContain('import');
  });

  it('leads an admin to no case', () => {
    expect(names('admin').some((name) => ['today', 'map', 'office'].includes(name))).toBe(false);
    expect(centreFor(person('admin'), HOME)).toBeUndefined();
  });

  it('says beside 同步 how much waits, and says nothing when nothing does', () => {
    const count = (unsent: number) =>
      navFor(person('inspector'), HOME, unsent).find(({ href }) => href === '#/sync')?.count;
    expect(count(7)).toBe(7);
    expect(count(0)).toBeUndefined();
  });
});
