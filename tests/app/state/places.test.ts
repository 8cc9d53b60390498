import { describe, expect, it } from 'vitest';
import { above, CASE_FORMS, hrefOf, parsePlace, type Place } from '#app/state/places.ts';

const ID = 'c-6f2b';
const RECORD = 'ab'.repeat(32);

const places: readonly Place[] = [
  { name: 'today' },
  { name: 'map' },
  { name: 'sync' },
  { name: 'me' },
  { name: 'import' },
  { name: 'devices' },
  { name: 'office', caseId: null },
  { name: 'office', caseId: ID },
  { name: 'case', caseId: ID },
  { name: 'camera', caseId: ID },
  { name: 'listen', caseId: ID },
  { name: 'listen', caseId: null },
  { name: 'choose', capture: 'camera' },
  { name: 'choose', capture: 'noise' },
  { name: 'correct', caseId: ID, record: RECORD },
  ...CASE_FORMS.map((form): Place => ({ name: 'form', caseId: ID, form })),
];

describe('addresses of places', () => {
  it.each(places.map((place) => [hrefOf(place), place] as const))('%s leads back to its place', (href, place) => {
    expect(parsePlace(href)).toEqual(place);
  });

  it('keeps an id with signs of its own whole', () => {
    const place: Place = { name: 'case', caseId: 'c-a/b c#d?e' };
    expect(parsePlace(hrefOf(place))).toEqual(place);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/case', '#/case/', '#/%E0%A4%A'])('leads %j home', (hash) => {
    expect(parsePlace(hash)).toEqual({ name: 'today' });
  });

  it('opens the case when the part after it is unknown, as a newer version may have written it', () => {
    expect(parsePlace(`#/case/${ID}/hologram`)).toEqual({ name: 'case', caseId: ID });
  });

  it('does not mind a query, which portals append', () => {
    expect(parsePlace('#/sync?source=shortcut')).toEqual({ name: 'sync' });
  });

  it.each([
    [
      { name: 'camera', caseId: ID },
      { name: 'case', caseId: ID },
    ],
    [
      { name: 'form', caseId: ID, form: 'noise' },
      { name: 'case', caseId: ID },
    ],
    [
      { name: 'correct', caseId: ID, record: RECORD },
      { name: 'case', caseId: ID },
    ],
    [{ name: 'case', caseId: ID }, { name: 'today' }],
  ] as const satisfies readonly (readonly [Place, Place])[])('goes one level up from %j', (from, to) => {
    expect(above(from)).toEqual(to);
  });
});
