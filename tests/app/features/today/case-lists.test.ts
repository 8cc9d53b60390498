import { expect, it } from 'vitest';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { listOf } from '#app/features/today/case-lists.ts';

const me = { id: 'u-me', name: '王芳', role: 'inspector', unit: 'team-1' } as const;

function summary(id: string, part: Partial<CaseSummary>): CaseSummary {
  return {
    id,
    lastSeq: 1,
    status: 'accepted',
    unit: 'team-1',
    person: null,
    dueAtMs: null,
    receivedAtMs: 0,
    orderNo: id,
    earlierOrderNos: [],
    orderCount: 1,
    category: '噪声',
    matter: '吵',
    address: '',
    lat: null,
    lon: null,
    ...part,
  };
}

const rows = [
  summary('mine', { person: 'u-me' }),
  summary('nobody’s', { status: 'assigned' }),
  summary('a colleague’s', { person: 'u-other' }),
  summary('joint partner’s', { unit: 'team-2', person: 'u-far' }),
  summary('closed long ago', { status: 'closed', person: 'u-me', receivedAtMs: 1 }),
  summary('closed lately', { status: 'closed', person: 'u-other', receivedAtMs: 2 }),
];
const ids = (name: Parameters<typeof listOf>[0]) => listOf(name, rows, me).map(({ id }) => id);

it('待办 is what is mine, and what anybody of my unit may take', () => {
  expect(ids('todo')).toEqual(['mine', 'nobody’s']);
});

it('本队 is everything open that my unit holds', () => {
  expect(ids('team')).toEqual(['mine', 'nobody’s', 'a colleague’s']);
});

it('协办 is what another unit holds and mine takes part in', () => {
  expect(ids('partner')).toEqual(['joint partner’s']);
});

it('已办 is what is closed, the newest first', () => {
  expect(ids('done')).toEqual(['closed lately', 'closed long ago']);
});
