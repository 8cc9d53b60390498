import { describe, expect, it } from 'vitest';
import type { RecordAnswers } from '#domain/visit-record/answers.ts';
import type { RecordProblem } from '#domain/visit-record/problems.ts';
import { aReading, answersOf, sourcesOf, visited } from './scene.ts';
import { recordProblems } from '#domain/visit-record/problems.ts';
import { wang } from '#tests/domain/case/case-builder.ts';

const MINUTE_MS = 60_000;

function problemsWith(change: Partial<RecordAnswers>, lateMs = 0): readonly RecordProblem[] {
  const scene = visited();
  const answers = { ...answersOf(scene), ...change };
  return recordProblems(sourcesOf(scene), answers, (answers.endedAt ?? 0) + lateMs);
}

const coded = (problems: readonly RecordProblem[]) => problems.map(({ code, severity }) => `${severity} ${code}`);
const officers = answersOf(visited()).officers;

describe('what is wrong with a record', () => {
  it('nothing, when everything was done', () => expect(problemsWith({})).toEqual([]));

  it.each<[string, Partial<RecordAnswers>, string]>([
    ['one officer', { officers: officers.slice(0, 1) }, 'too-few-officers'],
    ['no number', { officers: officers.map((one) => ({ ...one, certificateNo: ' ' })).slice(0, 2) }, 'no-certificate'],
    ['run out', { officers: officers.map((one) => ({ ...one, validTo: '1969-12-31' })) }, 'certificate-expired'],
  ])('[REC-6] a record void by law is not signed: %s', (_, change, code) => {
    const problems = problemsWith(change).filter((problem) => problem.code === code);
    expect(problems.length).toBeGreaterThan(0);
    for (const { severity, law } of problems)
      expect([severity, law]).toEqual(['blocks', expect.stringContaining('四十二条')]);
  });

  it('[REC-6] a certificate holds on its last day, in China', () => {
    const scene = visited();
    const day = officers.map((one) => ({ ...one, validTo: '1970-01-01' }));
    expect(recordProblems(sourcesOf(scene), { ...answersOf(scene), officers: day }, 0)).toEqual([]);
  });

  it.each<[string, Partial<RecordAnswers>, number, string]>([
    ['certificate not shown', { isCertificateShown: false }, 0, 'warns certificate-not-shown'],
    ['rights not told', { isToldOfRights: false }, 0, 'warns rights-not-told'],
    ['no end', { endedAt: null }, 0, 'warns no-end'],
    ['end before start', { endedAt: 0 }, 0, 'warns ends-before-start'],
    ['no place', { place: ' ' }, 0, 'warns no-place'],
    ['sixteen minutes after', {}, 16 * MINUTE_MS, 'warns after-leaving'],
    ['nobody named', { party: { ...answersOf(visited()).party, name: '' } }, 0, 'warns no-party'],
  ])('[REC-7] warns, with its article: %s', (_, change, lateMs, expected) => {
    const problems = problemsWith(change, lateMs);
    expect(coded(problems)).toEqual([expected]);
    expect(problems[0]?.law).toMatch(/《.+》第/u);
  });

  it('[REC-7] a void reading and an empty visit are named', () => {
    const scene = visited();
    const judgement = { outcome: 'invalid', rules: '', clause: 'GB 12348-2008 5.1.2', sentence: '' } as const;
    scene.story.add(wang, 'noise-reading', { ...aReading, point: '9#', judgement, visit: scene.visit });
    const now = answersOf(scene).endedAt ?? 0;
    expect(recordProblems(sourcesOf(scene), answersOf(scene), now)).toMatchObject([
      { code: 'reading-void', who: '9#', law: 'GB 12348-2008 5.1.2' },
    ]);
    const empty = visited();
    empty.story.state = { ...empty.story.state, records: empty.story.state.records.slice(0, 4) };
    expect(coded(recordProblems(sourcesOf(empty), answersOf(empty), now))).toEqual(['warns nothing-found']);
  });
});
