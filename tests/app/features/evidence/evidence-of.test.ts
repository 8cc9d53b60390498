import { describe, expect, it } from 'vitest';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { CaseView } from '#domain/case/overlay.ts';
import { ACCEPTED, refused } from '#domain/log/verdict.ts';
import { beforeAfterOf } from '#app/features/evidence/before-after.ts';
import { counterpartOf, evidenceFileOf, evidenceOf, originalsOf } from '#app/features/evidence/evidence-of.ts';

let seq = 0;

function record(id: string, kind: string, body: object | null, part: Partial<CaseRecord> = {}): CaseRecord {
  seq += 1;
  return {
    id,
    seq,
    kind,
    kindV: 1,
    actor: 'p',
    device: 'd',
    base: 0,
    claimedAt: 0,
    clockOffsetMs: 0,
    receivedAt: seq,
    verdict: ACCEPTED,
    blobs: [],
    body: body as CaseRecord['body'],
    ...part,
  };
}

const photo = (id: string, tag?: string) => record(id, 'photo', { original: `hash-${id}`, tag });

function view(records: readonly CaseRecord[], pending: string[] = []): CaseView {
  return {
    state: { id: 'c-1', lastSeq: 9, digest: 'd', records } as unknown as CaseState,
    pending: new Set(pending),
    doubtful: new Set(),
  };
}

describe('counterpartOf of a pair', () => {
  const pair = record('after', 'photo', { original: 'hash-after', pairOf: 'first' });

  it('[PHOTO-15] a photo taken to match another stands beside it, from either side, whatever their tags say', () => {
    const records = [photo('first', 'overview'), photo('source', 'source'), pair, photo('late', 'after')];
    const { photos } = evidenceOf(view(records));
    expect(counterpartOf(photos, 'after')?.record.id).toBe('first');
    expect(counterpartOf(photos, 'first')?.record.id).toBe('after');
    expect(counterpartOf(photos, 'source')?.record.id).toBe('late');
  });
});

describe('evidenceOf', () => {
  it('takes what proves something, and marks what has no receipt', () => {
    const evidence = evidenceOf(
      view(
        [
          record('o', 'order', {}),
          photo('a'),
          record('n', 'noise-reading', {}),
          record('f', 'finding', {}),
          record('j', 'joint-action', {}),
        ],
        ['n'],
      ),
    );
    expect(evidence.count).toBe(4);
    expect(evidence.readings[0]?.isPending).toBe(true);
    expect(evidence.photos[0]?.isPending).toBe(false);
  });

  it('shows the corrected body, and says withdrawn or erased where nothing stands', () => {
    const { findings } = evidenceOf(
      view([
        record('f1', 'finding', { subject: '风机' }),
        record('f2', 'finding', { subject: '灶' }),
        record('f3', 'finding', null),
        record('f4', 'finding', { subject: '管' }),
        record('k1', 'correction', { target: 'f1', reason: '写错', body: { subject: '排风机' } }),
        record('k2', 'correction', { target: 'f2', reason: '重复' }),
        record('k4', 'correction', { target: 'f4', reason: '' }, { verdict: refused('no-such-record') }),
      ]),
    );
    expect(findings.map(({ standing, body }) => [standing, body?.subject ?? null])).toEqual([
      ['corrected', '排风机'],
      ['withdrawn', null],
      ['erased', null],
      ['stands', '管'],
    ]);
  });
});

describe('beforeAfterOf', () => {
  const reading = (id: string, laeqTenths: number, more: object = {}) =>
    record(id, 'noise-reading', { point: '1#', laeqTenths, period: 'night', ...more });

  it('[MEASURE-9] sets a reading beside the one before it, both as they stand now', () => {
    const { readings } = evidenceOf(
      view([
        reading('before', 600),
        reading('by-day', 640, { period: 'day' }),
        reading('after', 520, { compares: 'before' }),
        reading('across', 500, { compares: 'by-day' }),
        record('k', 'correction', { target: 'before', reason: '抄错', body: { laeqTenths: 583, period: 'night' } }),
      ]),
    );
    expect(
      beforeAfterOf(readings).map(({ id, changeTenths, isSamePeriod }) => [id, changeTenths, isSamePeriod]),
    ).toEqual([
      ['after', -63, true],
      ['across', -140, false],
    ]);
  });

  it('[MEASURE-9] with a withdrawn or erased one there is nothing to compare', () => {
    const { readings } = evidenceOf(
      view([
        reading('before', 600),
        record('erased', 'noise-reading', null),
        reading('after', 520, { compares: 'before' }),
        reading('other', 520, { compares: 'erased' }),
        record('k', 'correction', { target: 'before', reason: '重复' }),
      ]),
    );
    expect(beforeAfterOf(readings)).toEqual([]);
  });
});

describe('originalsOf', () => {
  it('names each original once, withdrawn ones included', () => {
    const { photos } = evidenceOf(
      view([photo('a'), photo('a2'), photo('a'), record('k', 'correction', { target: 'a2', reason: '' })]),
    );
    expect(originalsOf(photos)).toEqual(['hash-a', 'hash-a2']);
  });
});

describe('counterpartOf', () => {
  const idOf = (records: readonly CaseRecord[], id: string) =>
    counterpartOf(evidenceOf(view(records)).photos, id)?.record.id ?? null;

  it('puts 整改后 beside the source as it was before', () => {
    const all = [photo('wide', 'overview'), photo('blower', 'source'), photo('done', 'after')];
    expect(idOf(all, 'done')).toBe('blower');
    expect(idOf([photo('wide', 'overview'), photo('done', 'after')], 'done')).toBe('wide');
  });

  it('puts anything else beside the last 整改后, else its neighbour, else nothing', () => {
    expect(idOf([photo('a'), photo('x', 'after'), photo('y', 'after')], 'a')).toBe('y');
    expect(idOf([photo('a'), photo('b'), photo('c')], 'b')).toBe('c');
    expect(idOf([photo('a'), photo('b')], 'b')).toBe('a');
    expect(idOf([photo('a')], 'a')).toBeNull();
    expect(idOf([photo('a')], 'gone')).toBeNull();
  });
});

it('exports each item with its receipt, and says so where there is none', () => {
  const { state, pending } = view([record('o', 'order', {}), photo('a'), photo('b')], ['b']);
  const file = evidenceFileOf(state, pending, 5) as { entries: { id: string; receipt: object | null; seq?: number }[] };
  expect(file.entries.map(({ id, receipt }) => [id, receipt === null])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  expect(file.entries[0]?.seq).toBeUndefined();
});
