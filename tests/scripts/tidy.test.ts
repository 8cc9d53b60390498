import { describe, expect, it } from 'vitest';
import { featureReach, nameProblem, sizeProblem } from '../../scripts/tidy.ts';

describe('file names', () => {
  it.each([
    'src/domain/case/decide.ts',
    'src/app/ui/CaseCard.svelte',
    'src/app/state/today.svelte.ts',
    'src/workers/list/list-index.ts',
  ])('accepts %s', (path) => expect(nameProblem(path)).toBeNull());

  it.each([
    'src/domain/utils.ts',
    'src/app/date-helpers.ts',
    'src/app/index.ts',
    'src/server/common',
    'src/server/SyncRoute.ts',
    'src/app/ui/case-card.svelte',
  ])('refuses %s', (path) => expect(nameProblem(path)).toContain(path));
});

describe('sizes', () => {
  it('counts lines that are not blank, and allows 400 of them', () => {
    expect(sizeProblem('a.css', 'x\n\n'.repeat(400))).toBeNull();
    expect(sizeProblem('a.css', 'x\n\n'.repeat(401))).toContain('401 lines');
  });
});

describe('features', () => {
  it('lists the other features a feature imports, types included, itself not', () => {
    const files = new Map([
      [
        'src/app/features/case/CaseView.svelte',
        `import A from '#app/features/noise/A.svelte'; import B from '#app/features/case/B.svelte';`,
      ],
      ['src/app/features/case/open.ts', `import type { C } from '#app/features/camera/c.ts'`],
      ['src/app/views/today/Today.svelte', `import D from '#app/features/map/D.svelte'`],
    ]);
    expect([...featureReach(files)]).toEqual([['case', new Set(['noise', 'camera'])]]);
  });
});
