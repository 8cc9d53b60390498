import type { RescueFile } from '../make-file.ts';
import type { RescuePerson } from '../people-here.ts';
import type { WORDS } from './words.ts';
import { countUnsent } from '../count.ts';
import { makeRescueFile } from '../make-file.ts';
import { nameOf } from '../read/raw-db.ts';
import { button, make, sizeWords } from './elements.ts';
import { saveFile, sharer } from '../save-file.ts';

type Words = (typeof WORDS)['zh'];
/** A broken store can fail in many ways; a page full of them helps nobody. */
const SHOWN_TROUBLES = 10;

/** One person of this browser: what is undelivered, and one button. */
export async function personCard(person: RescuePerson, words: Words): Promise<HTMLElement> {
  const count = await countUnsent(person.id).catch(() => null);
  const card = make('section', 'card', make('h2', '', person.name ?? person.id));
  const told = make('div', 'told');
  told.setAttribute('role', 'status');
  const isEmpty = count?.entries === 0 && count.photos === 0;
  card.append(
    make('p', 'count', isEmpty ? words.nothing : count ? words.count(count.entries, count.photos) : words.uncounted),
  );
  if (!isEmpty) card.append(...acts(person, words, told));
  card.append(told);
  return card;
}

function acts(person: RescuePerson, words: Words, told: HTMLElement): readonly HTMLElement[] {
  const { officeKey, id } = person;
  if (officeKey !== null) {
    const onStep = counter(words, told);
    const work = (): Promise<RescueFile> => makeRescueFile({ person: id, officeKey, app: __APP_VERSION__, onStep });
    return [starter(words.rescue, 'primary', { words, told, work })];
  }
  const work = async (): Promise<RescueFile> => (await import('../make-plain-file.ts')).makePlainFile(id);
  const warning = make('div', 'warning', make('p', '', words.noKey), make('p', '', words.noKeyMore));
  return [warning, starter(words.plain, 'secondary', { words, told, work })];
}

interface Job {
  readonly words: Words;
  readonly told: HTMLElement;
  readonly work: () => Promise<RescueFile>;
}

function starter(label: string, look: 'primary' | 'secondary', { words, told, work }: Job): HTMLButtonElement {
  const act = button(label, look, () => void run());
  async function run(): Promise<void> {
    act.disabled = true;
    told.replaceChildren(make('p', '', words.making(0)));
    try {
      const made = await work();
      saveFile(made.file, made.name);
      told.replaceChildren(...result(made, words));
    } catch (error) {
      told.replaceChildren(make('p', 'bad', `${words.failed} (${nameOf(error)})`), make('p', '', words.failedMore));
      act.textContent = words.again;
    }
    act.disabled = false;
  }
  return act;
}

function counter(words: Words, told: HTMLElement): () => void {
  let done = 0;
  return () => {
    done += 1;
    told.replaceChildren(make('p', '', words.making(done)));
  };
}

function result({ file, name, troubles }: RescueFile, words: Words): readonly HTMLElement[] {
  const share = sharer(file, name);
  const list = troubles
    .slice(0, SHOWN_TROUBLES)
    .map(({ what, id, why }) => make('li', '', `${words.trouble[what]} ${id.slice(0, 12)}: ${why}`));
  return [
    make('p', 'good', words.saved(name, sizeWords(file.size))),
    make('p', '', words.savedMore),
    ...(troubles.length > 0 ? [make('p', 'bad', words.unread(troubles.length)), make('ul', 'small', ...list)] : []),
    make(
      'div',
      'row',
      button(words.saveAgain, 'secondary', () => saveFile(file, name)),
      share && button(words.share, 'secondary', () => void share()),
    ),
  ];
}
