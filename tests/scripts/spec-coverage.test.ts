import { expect, it } from 'vitest';
import { definedRules, namedRules } from '../../scripts/spec-coverage.ts';

it('a rule is defined where its number opens a line, in whatever list, heading or table', () => {
  const markdown = [
    '**DEMO-1** x',
    '- **DEMO-2.** x',
    '### DEMO-3 x',
    '| DEMO-4 | x |',
    '- `DEMO-5` x',
    'see DEMO-9',
  ].join('\n');
  expect(definedRules(markdown)).toEqual(['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4', 'DEMO-5']);
});

it('a test names the rules at the start of its title, one or several', () => {
  const source = `
    it('[DEMO-1] a', …);
    it.each(rows)("[DEMO-2] [DEMO-3] b", …);
    describe(
      'DEMO-4, DEMO-5: c', …);
    it('not [DEMO-6]', () => expect(list).toEqual(['DEMO-7']));`;
  expect(namedRules(source)).toEqual(['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4', 'DEMO-5']);
});
