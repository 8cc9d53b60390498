import '#app/theme/theme.css';
import './page/page.css';
import { button, make } from './page/elements.ts';
import { personCard } from './page/person-card.ts';
import { WORDS } from './page/words.ts';
import { peopleHere } from './people-here.ts';

type Locale = keyof typeof WORDS;

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function startLocale(): Locale {
  const chosen = stored('jiban.locale') ?? navigator.language.toLowerCase();
  return chosen.startsWith('zh') ? 'zh' : 'en';
}

/** Draws everything anew in one language; counting the work of each person goes on behind it. */
async function show(locale: Locale): Promise<void> {
  const words = WORDS[locale];
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  document.title = words.title;
  const people = make('div', 'people', make('p', 'soft', words.looking));
  const other = button(words.other, 'secondary', () => void show(locale === 'zh' ? 'en' : 'zh'));
  const home = make('a', 'act quiet', words.toApp);
  home.href = '/';
  const main = make(
    'main',
    '',
    make('header', '', make('h1', '', words.title), other),
    make('p', 'soft', words.intro),
    people,
    home,
  );
  document.body.replaceChildren(main);
  const found = await peopleHere();
  const cards = await Promise.all(found.map((person) => personCard(person, words)));
  people.replaceChildren(...(cards.length > 0 ? cards : [nobody(words)]));
}

function nobody(words: (typeof WORDS)['zh']): HTMLElement {
  return make('section', 'card', make('h2', '', words.nobody), make('p', '', words.nobodyMore));
}

document.documentElement.dataset.theme = stored('jiban.theme') ?? 'standard';
document.documentElement.dataset.text = stored('jiban.text') ?? 'normal';
void show(startLocale());
