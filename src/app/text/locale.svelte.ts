import type { Locale, Message, MessageWith } from '#app/text/messages.ts';

const storageKey = 'jiban.locale';

const state = $state<{ current: Locale }>({ current: storedLocale() ?? browserLocale() });

/** Reading `locale.current` in a component or an effect follows the switch at once. */
export const locale = {
  get current(): Locale {
    return state.current;
  },
};

/** Once, in the composition root: gives the page its language before anything is drawn. */
export function startLocale(): void {
  markDocument(state.current);
}

export function setLocale(next: Locale): void {
  state.current = next;
  markDocument(next);
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage may be forbidden (private window, embedded page): the choice then holds until the page closes.
  }
}

export function t(message: Message): string;
export function t<Params>(message: MessageWith<Params>, params: NoInfer<Params>): string;
export function t<Params>(message: Message | MessageWith<Params>, params?: Params): string {
  const words = message[state.current];
  return typeof words === 'string' ? words : words(params as Params);
}

function storedLocale(): Locale | undefined {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'zh' || stored === 'en' ? stored : undefined;
  } catch {
    return undefined;
  }
}

function browserLocale(): Locale {
  const first = typeof navigator === 'undefined' ? 'zh' : navigator.language;
  return first.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function markDocument(current: Locale): void {
  if (typeof document !== 'undefined') document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
}
