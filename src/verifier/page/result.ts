import type { CheckDone } from '#domain/package/fault.ts';
import type { Locale } from '../words.ts';
import type { PackageFacts } from '../package-facts.ts';
import type { Verification } from '../verify-package.ts';
import { anchorWords, AUDIENCE_WORDS, CHECK_WORDS, countWords, FAULT_WORDS, fingerprintWords } from '../words.ts';
import { make } from './elements.ts';
import { originalWords, timeWords, VERIFIER_WORDS } from '../words.ts';

/** Faults of one check that are shown; a wholly foreign package has hundreds. */
const SHOWN = 8;

type WordName = keyof typeof VERIFIER_WORDS;

/** What was found: the one sentence first, then each check, then what the package says of itself. */
export function resultOf(
  { isWhole, checks, facts }: Verification,
  about: { readonly locale: Locale; readonly isPinned: boolean; readonly name: string },
): HTMLElement {
  const { locale, isPinned, name } = about;
  const word = (key: WordName) => VERIFIER_WORDS[key][locale];
  const verdict = make(
    'div',
    `verdict ${isWhole ? 'good' : 'bad'}`,
    make('h2', '', `${isWhole ? '✓' : '✗'} ${word(isWhole ? 'whole' : 'faulty')}`),
    make('p', '', word(isWhole ? 'wholeMore' : 'faultyMore')),
    make('p', 'file', name),
  );
  verdict.setAttribute('role', 'status');
  return make(
    'section',
    'result',
    verdict,
    isWhole && !isPinned ? make('p', 'caution', word('unpinned')) : null,
    make('ul', 'checks', ...checks.map((check) => checkItem(check, locale))),
    facts && make('h2', '', word('facts')),
    facts && factList(facts, locale),
  );
}

function checkItem({ check, count, faults }: CheckDone, locale: Locale): HTMLElement {
  const isGood = faults.length === 0;
  const word = (key: WordName) => VERIFIER_WORDS[key][locale];
  const state = check === 'anchors' && count === 0 && isGood ? word('none') : word(isGood ? 'ok' : 'notOk');
  const shown = faults
    .slice(0, SHOWN)
    .map(({ code, where }) => make('li', '', `${FAULT_WORDS[code][locale]}：`, make('code', '', where)));
  const more = faults.length > SHOWN ? make('li', '', `… +${String(faults.length - SHOWN)}`) : null;
  return make(
    'li',
    isGood ? 'passed' : 'failed',
    make('span', 'mark', isGood ? '✓' : '✗'),
    make('span', 'name', CHECK_WORDS[check][locale]),
    make('span', 'state', `${state}${count > 1 ? ` · ${String(count)}` : ''}`),
    isGood ? null : make('ul', 'faults', ...shown, more),
  );
}

function factList(facts: PackageFacts, locale: Locale): HTMLElement {
  const { firstAt, lastAt, tree } = facts;
  const received = firstAt === null || lastAt === null ? '' : `${timeWords(firstAt)} – ${timeWords(lastAt)}`;
  const rows: [WordName, string][] = [
    ['case', facts.case],
    ['madeAt', timeWords(facts.madeAt)],
    ['audience', AUDIENCE_WORDS[facts.audience][locale]],
    ['entries', String(facts.entries)],
    ['received', received],
    ['withheld', countWords(locale, facts.withheld)],
    ['originals', originalWords(locale, facts.originals, facts.absent)],
    ['anchors', anchorWords(locale, facts.anchors)],
    ['tree', String(tree.size)],
    ['root', fingerprintWords(tree.root)],
    ['key', fingerprintWords(facts.key)],
  ];
  const items = rows.flatMap(([name, value]) => [make('dt', '', VERIFIER_WORDS[name][locale]), make('dd', '', value)]);
  return make('dl', '', ...items);
}
