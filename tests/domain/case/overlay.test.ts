import { describe, expect, it } from 'vitest';
import type { PendingRecord } from '#domain/case/overlay.ts';
import type { CaseRecord } from '#domain/case/case-state.ts';
import { evolve } from '#domain/case/evolve.ts';
import { overlay } from '#domain/case/overlay.ts';
import { aFinding, CaseStory, wang, zhao } from './case-builder.ts';

function unsequenced(record: CaseRecord): PendingRecord {
  const { seq: _seq, receivedAt: _at, verdict: _verdict, ...pending } = record;
  return pending;
}

function assignedCase(): CaseStory {
  const story = new CaseStory();
  story.order();
  story.add(zhao, 'assign', { unit: 'team-1' });
  return story;
}

describe('what the author sees', () => {
  it('[CASE-30] plays own entries on top, and marks just those the rules would refuse', () => {
    const ahead = assignedCase();
    const confirmed = ahead.state;
    const entries = [
      ahead.add(wang, 'accept', {}),
      ahead.add(wang, 'finding', aFinding),
      ahead.add(wang, 'accept', {}),
    ].map(unsequenced);
    const view = overlay(confirmed, entries, wang);
    expect(view.state.status).toBe('accepted');
    expect([...view.pending]).toEqual(entries.map((entry) => entry.id));
    expect([...view.doubtful]).toEqual([entries[2]?.id]);
  });

  it('[CASE-30] an entry that fitted when written turns doubtful when the case moved on', () => {
    const ahead = assignedCase();
    const accept = unsequenced(ahead.add(wang, 'accept', {}));
    const meanwhile = assignedCase();
    meanwhile.add(zhao, 'assign', { unit: 'team-2' });
    expect([...overlay(meanwhile.state, [accept], wang).doubtful]).toEqual([accept.id]);
  });

  it('[CASE-31] is no longer pending once confirmed', () => {
    const story = assignedCase();
    const before = story.state;
    const accept = story.add(wang, 'accept', {});
    const view = overlay(evolve(before, accept), [unsequenced(accept)], wang);
    expect(view.pending.size).toBe(0);
    expect(view.state).toEqual(story.state);
  });
});
