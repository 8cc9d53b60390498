import { describe, expect, it } from 'vitest';

interface AnyMessage {
  zh: unknown;
  en: unknown;
}

const modules = import.meta.glob<Record<string, unknown>>('../../../src/app/text/*.ts', { eager: true });

const areas = Object.entries(modules).flatMap(([path, module]) =>
  Object.entries(module)
    .filter(([name, area]) => name.endsWith('Text') && typeof area === 'object' && area !== null)
    .map(
      ([name, area]) =>
        [`${path.split('/').at(-1)} ${name}`, Object.entries(area as Record<string, AnyMessage>)] as const,
    ),
);

describe('the catalogue', () => {
  it('is found', () => {
    expect(areas.map(([name]) => name)).toContain('widgets.ts widgetsText');
  });

  it.each(areas)('%s says everything in both languages', (_name, messages) => {
    const silent = messages.filter(
      ([, message]) =>
        Object.keys(message).sort().join() !== 'en,zh' ||
        typeof message.en !== typeof message.zh ||
        spoken(message.zh).trim() === '' ||
        spoken(message.en).trim() === '',
    );
    expect(silent.map(([key]) => key)).toEqual([]);
  });

  it.each(areas)('%s has no English sentence in its Chinese', (_name, messages) => {
    const left = messages.map(([key, message]) => `${key}: ${spoken(message.zh)}`);
    expect(left.filter((words) => /[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}/.test(withoutNames(words)))).toEqual([]);
  });

  it.each(areas)('%s has no Chinese in its English', (_name, messages) => {
    const left = messages.map(([key, message]) => `${key}: ${spoken(message.en)}`);
    expect(left.filter((words) => /[\u3400-\u9fff，。；：！？、（）]/.test(withoutOwnNames(words)))).toEqual([]);
  });
});

/** Answers every property with 7 or a list of it, so that any message can be spoken. */
const anyParams: object = new Proxy(
  {},
  { get: (_, name) => (/^(list|items|names|units)$/.test(String(name)) ? ['7'] : 7) },
);

function spoken(words: unknown): string {
  if (typeof words === 'function') return String((words as (params: object) => unknown)(anyParams));
  return typeof words === 'string' ? words : '';
}

/** Names, units and key words that are the same in both languages. */
function withoutNames(words: string): string {
  return words.replaceAll(
    /\b(?:dB|LA\w*|Leq|Lmax|GPS|Wi-Fi|Jiban|English|Excel|Chrome|Safari|Android|iOS|WebView)\b/g,
    '',
  );
}

/** The product and the languages are called by their own names everywhere. */
function withoutOwnNames(words: string): string {
  return words.replaceAll(/即办|中文/g, '');
}
