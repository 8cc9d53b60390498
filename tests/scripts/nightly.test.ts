import { expect, it } from 'vitest';
import { summaryOf, tableOf, withTable } from '../../scripts/nightly.ts';

it('the table says what a step reports of itself, not what it was asked for', () => {
  const report = JSON.stringify({ histories: 7, seconds: 3, seeds: { from: 4, to: 10 }, failures: [] });
  expect(summaryOf(report, '')).toEqual({ amount: 'histories 7', seed: '4–10' });
  expect(summaryOf('', 'x\n31 of 32 planted bugs killed, within 5')).toEqual({
    amount: '31 of 32 planted bugs killed',
    seed: '',
  });
  expect(summaryOf('', 'crashed')).toEqual({ amount: '?', seed: '' });
});

it('a failure stands in the table, between the marks and nowhere else', () => {
  const table = tableOf([{ name: 'kills', what: 'w', amount: 'kills 5', seed: '', passed: false, minutes: 1.25 }]);
  expect(table).toContain('| kills | w | kills 5 |  | **failed** | 1.3 |');
  const document = 'a\n<!-- nightly: written by npm run test:nightly -->\nold\n<!-- /nightly -->\nb';
  expect(withTable(document, 'new')).toBe(
    'a\n<!-- nightly: written by npm run test:nightly -->\n\nnew\n\n<!-- /nightly -->\nb',
  );
  expect(() => withTable('no marks', 'new')).toThrow('no place');
});
