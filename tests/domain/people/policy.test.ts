import { describe, expect, it } from 'vitest';
import { accessKeysOf, may, mayReadCaller, maySeeCase } from '#domain/people/policy.ts';
import { admin, CaseStory, chen, li, wang, zhao, zhou } from '../case/case-builder.ts';

const everybody = [zhao, zhou, wang, chen, li, admin];

function jointCase(): CaseStory {
  const story = CaseStory.taken();
  story.add(wang, 'joint-action', {
    title: '联合检查',
    startedAt: 1,
    participants: [{ unit: 't-05', people: '李强' }],
    done: '现场会商',
    result: '约定整改',
  });
  return story;
}

describe('who sees what', () => {
  it('[CASE-40] a new case is seen at the desk alone', () => {
    const story = new CaseStory();
    story.order();
    expect(everybody.filter((person) => maySeeCase(person, story.state))).toEqual([zhao, zhou]);
  });

  it('[CASE-40] a held case is seen by its unit, a joint one by the partners too', () => {
    expect(everybody.filter((person) => maySeeCase(person, CaseStory.taken().state))).toEqual([zhao, zhou, wang]);
    expect(everybody.filter((person) => maySeeCase(person, jointCase().state))).toEqual([zhao, zhou, wang, li]);
    expect(accessKeysOf(jointCase().state)).toEqual(['all', 'unit:t-05', 'unit:team-1']);
  });

  it('[CASE-40] naming oneself in a case one cannot see opens nothing', () => {
    const story = CaseStory.taken();
    story.add(li, 'joint-action', {
      title: 'x',
      startedAt: 1,
      participants: [{ unit: 't-05', people: '李强' }],
      done: '',
      result: '',
    });
    expect(maySeeCase(li, story.state)).toBe(false);
  });

  it('[CASE-40] a case dispatched elsewhere leaves the old unit', () => {
    const story = CaseStory.taken();
    story.add(zhao, 'assign', { unit: 'team-2' });
    expect(everybody.filter((person) => maySeeCase(person, story.state))).toEqual([zhao, zhou, chen]);
  });

  it('[CASE-41] the caller is for the holder of the open case and the desk, not for partners', () => {
    const story = jointCase();
    expect(everybody.filter((person) => mayReadCaller(person, story.state))).toEqual([zhao, zhou, wang]);
    story.add(wang, 'close', { result: '已整改' });
    expect(everybody.filter((person) => mayReadCaller(person, story.state))).toEqual([zhao, zhou]);
  });

  it('keeps account and case work apart', () => {
    expect(may(admin, 'people.manage')).toBe(true);
    expect(may(admin, 'callers.read')).toBe(false);
    expect(may(zhao, 'people.manage')).toBe(false);
    expect(may(wang, 'orders.import')).toBe(false);
  });
});
