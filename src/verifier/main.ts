import './page/page.css';
import type { Locale } from './words.ts';
import { CANNOT_PROVE, PROVES } from '#domain/package/limits.ts';
import { make } from './page/elements.ts';
import { resultOf } from './page/result.ts';
import { VERIFIER_WORDS } from './words.ts';
import { verifyPackage } from './verify-package.ts';

/** The page waits this long for the browser to draw, at most once in `DRAW_EVERY_MS`. */
const DRAW_EVERY_MS = 80;

let locale: Locale = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
let chosen: File | null = null;
let pin = '';

const word = (key: keyof typeof VERIFIER_WORDS): string => VERIFIER_WORDS[key][locale];

function show(): void {
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  document.title = word('title');
  const other = make('button', 'quiet', word('other'));
  other.type = 'button';
  other.onclick = () => {
    locale = locale === 'zh' ? 'en' : 'zh';
    show();
  };
  const result = make('div', 'told');
  const header = make('header', '', make('h1', '', word('title')), other);
  const limits = [
    make('h2', '', word('proves')),
    make('ul', 'limits', ...PROVES.map((each) => make('li', '', each[locale]))),
    make('h2', '', word('cannot')),
    make('ul', 'limits', ...CANNOT_PROVE.map((each) => make('li', '', each[locale]))),
  ];
  document.body.replaceChildren(
    make('main', '', header, make('p', 'soft', word('intro')), chooser(result), result, ...limits),
  );
  if (chosen) void verify(chosen, result);
}

function chooser(result: HTMLElement): HTMLElement {
  const input = make('input', '');
  input.type = 'file';
  input.accept = '.zip,application/zip';
  const take = (file: File | null | undefined) => {
    if (!file) return;
    chosen = file;
    void verify(file, result);
  };
  input.onchange = () => take(input.files?.[0]);
  const drop = make(
    'label',
    'drop',
    make('span', 'choose', word(chosen ? 'another' : 'choose')),
    make('span', 'soft', word('drop')),
    input,
  );
  document.ondragover = (event) => event.preventDefault();
  document.ondrop = (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files[0]);
  };
  const field = make('input', 'pin');
  field.type = 'text';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.value = pin;
  field.onchange = () => {
    pin = field.value.trim();
    if (chosen) void verify(chosen, result);
  };
  const label = make('label', 'field', make('span', '', word('pin')), field, make('span', 'soft', word('pinMore')));
  return make('div', 'ask', drop, label);
}

let round = 0;

async function verify(file: File, result: HTMLElement): Promise<void> {
  const own = (round += 1);
  const bar = make('progress', '');
  bar.max = 1;
  bar.setAttribute('aria-label', word('working'));
  result.replaceChildren(make('p', 'soft', `${word('working')} ${file.name}`), bar);
  let drawnAt = performance.now();
  const source = {
    size: file.size,
    read: async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
  const found = await verifyPackage(source, {
    trusted: pin === '' ? [] : [pin],
    onProgress: async (share) => {
      if (performance.now() - drawnAt < DRAW_EVERY_MS) return;
      bar.value = share;
      await new Promise((resolve) => setTimeout(resolve));
      drawnAt = performance.now();
    },
  });
  // Another file was chosen meanwhile, or another language.
  if (own === round) result.replaceChildren(resultOf(found, { locale, isPinned: pin !== '', name: file.name }));
}

show();
