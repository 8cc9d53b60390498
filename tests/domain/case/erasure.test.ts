import { describe, expect, it } from 'vitest';
import { emptyCase, evolve } from '#domain/case/evolve.ts';
import { decide } from '#domain/case/decide.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { CaseStory, wang, zhao, zhou } from './case-builder.ts';

const words = { subject: '油烟', result: 'unclear', description: '住三单元四零一' } as const;
const erase = (target: string) => ({ target, reason: '住址', askedBy: zhao.id, confirmedBy: zhou.id });

describe('erasing in the fold', () => {
  it('[ERASE-1] takes the words of the record and of its corrections, and nothing else', () => {
    const story = CaseStory.taken();
    const kept = story.add(wang, 'finding', words);
    const gone = story.add(wang, 'finding', words);
    const correction = story.add(wang, 'correction', { target: gone.id, reason: '补', body: words });
    const before = story.state;
    story.add(SYSTEM_PERSON, 'erase', erase(gone.id));
    const bodies = new Map(story.state.records.map(({ id, body }) => [id, body]));
    expect([bodies.get(gone.id), bodies.get(correction.id)]).toEqual([null, null]);
    expect(bodies.get(kept.id)).toEqual(words);
    const { status, assignee, returns, dueAtMs } = story.state;
    expect({ status, assignee, returns, dueAtMs }).toEqual({
      status: before.status,
      assignee: before.assignee,
      returns: before.returns,
      dueAtMs: before.dueAtMs,
    });
  });

  it('[ERASE-1] leads to the same digest whether the words were ever there', () => {
    const story = CaseStory.taken();
    const gone = story.add(wang, 'finding', words);
    story.add(SYSTEM_PERSON, 'erase', erase(gone.id));
    expect(story.state.records.reduce(evolve, emptyCase('c-1'))).toEqual(story.state);
  });

  it('[ERASE-3] once, by the server alone, on the word of two; a correction afterwards is refused', () => {
    const story = CaseStory.taken();
    const finding = story.add(wang, 'finding', words);
    const verdicts = [
      story.add(zhou, 'erase', erase(finding.id)),
      story.add(SYSTEM_PERSON, 'erase', { ...erase(finding.id), confirmedBy: zhao.id }),
      story.add(SYSTEM_PERSON, 'erase', erase(story.state.records[0]?.id ?? '')),
      story.add(SYSTEM_PERSON, 'erase', erase(finding.id)),
      story.add(SYSTEM_PERSON, 'erase', erase(finding.id)),
      story.add(wang, 'correction', { target: finding.id, reason: '补' }),
    ].map(({ verdict }) => (verdict.outcome === 'accepted' ? 'accepted' : verdict.reason));
    expect(verdicts).toEqual([
      'not-allowed',
      'not-allowed',
      'no-such-record',
      'accepted',
      'no-such-record',
      'record-erased',
    ]);
  });

  it('[CASE-7] [FAULT-83] what was judged under earlier rules is judged the same when it is replayed under them', () => {
    const story = CaseStory.taken();
    const finding = story.add(wang, 'finding', words);
    const intent = { case: 'c-1', device: 'd', kind: 'erase', kindV: 1, base: 0, body: erase(finding.id) };
    expect(decide(story.state, intent, SYSTEM_PERSON)).toEqual({ outcome: 'accepted' });
    expect(decide(story.state, intent, SYSTEM_PERSON, 1)).toEqual({ outcome: 'review', reason: 'unknown-kind' });
    story.add(SYSTEM_PERSON, 'erase', erase(finding.id));
    const late = { ...intent, kind: 'correction', body: { target: finding.id, reason: '补' } };
    expect(decide(story.state, late, wang)).toEqual({ outcome: 'refused', reason: 'record-erased' });
    expect(decide(story.state, late, wang, 1)).toEqual({ outcome: 'accepted' });
  });
});
