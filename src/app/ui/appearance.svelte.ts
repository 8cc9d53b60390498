export type Theme = 'standard' | 'outdoor' | 'night';
export type TextSize = 'normal' | 'large';

const themeKey = 'jiban.theme';
const textKey = 'jiban.text';

const state = $state<{ theme: Theme; text: TextSize }>({
  theme: known(themeKey, ['standard', 'outdoor', 'night']) ?? systemTheme(),
  text: known(textKey, ['normal', 'large']) ?? 'normal',
});

export const appearance = {
  get theme(): Theme {
    return state.theme;
  },
  get text(): TextSize {
    return state.text;
  },
};

/** Once, in the composition root, before anything is drawn. */
export function startAppearance(): void {
  mark();
}

export function setTheme(theme: Theme): void {
  state.theme = theme;
  keep(themeKey, theme);
  mark();
}

export function setTextSize(text: TextSize): void {
  state.text = text;
  keep(textKey, text);
  mark();
}

function mark(): void {
  document.documentElement.dataset.theme = state.theme;
  document.documentElement.dataset.text = state.text;
  colourBrowserBar();
}

/** The bar of the browser or the phone around the page takes the ground of the chosen theme. */
function colourBrowserBar(): void {
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--ground');
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) meta.content = ground;
}

function systemTheme(): Theme {
  if (typeof matchMedia === 'undefined') return 'standard';
  if (matchMedia('(prefers-contrast: more)').matches) return 'outdoor';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'standard';
}

function known<Value extends string>(key: string, values: readonly Value[]): Value | undefined {
  try {
    const stored = localStorage.getItem(key);
    return values.find((value) => value === stored);
  } catch {
    return undefined;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden: the choice then holds until the page closes.
  }
}
