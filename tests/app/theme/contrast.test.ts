import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/app/theme/themes.css', import.meta.url), 'utf8');

/** [words, ground]: each pair the widgets put together. */
const pairs = [
  ...['ink', 'ink-soft', 'ink-faint'].flatMap((ink) =>
    ['ground', 'surface', 'raised', 'sunken'].map((ground) => [ink, ground] as const),
  ),
  ...['ground', 'surface', 'raised', 'primary-soft'].map((ground) => ['primary-ink', ground] as const),
  ['ink', 'primary-soft'] as const,
  ['ink-soft', 'primary-soft'] as const,
  ['on-primary', 'primary'] as const,
  ['on-primary', 'primary-hover'] as const,
  ['on-danger', 'danger'] as const,
  ...['info', 'good', 'warn', 'bad', 'neutral'].flatMap((tone) => [
    [`${tone}-ink`, `${tone}-soft`] as const,
    [`${tone}-ink`, 'surface'] as const,
  ]),
  ['bad-ink', 'ground'] as const,
  ['ground', 'ink'] as const,
];

/** What must be seen but is not read: edges of controls, marks, focus. */
const marks = ['line-strong', 'good-mark', 'warn-mark', 'bad-mark', 'focus', 'primary'].flatMap((mark) =>
  mark === 'warn-mark' ? [] : ['ground', 'surface', 'raised'].map((ground) => [mark, ground] as const),
);

const standard = tokensOf(':root');
const themes = {
  standard,
  outdoor: { ...standard, ...tokensOf(":root[data-theme='outdoor']") },
  night: { ...standard, ...tokensOf(":root[data-theme='night']") },
};

describe.each(Object.entries(themes))('theme %s', (name, tokens) => {
  const wanted = name === 'outdoor' ? 7 : 4.5;

  it.each(pairs)(`reads --%s on --%s at ${wanted}:1 or better`, (words, ground) => {
    expect(contrast(tokens[words], tokens[ground])).toBeGreaterThanOrEqual(wanted);
  });

  it.each(marks)('shows --%s on --%s at 3:1 or better', (mark, ground) => {
    expect(contrast(tokens[mark], tokens[ground])).toBeGreaterThanOrEqual(3);
  });
});

function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`\n${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]));
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string | undefined): number {
  if (hex === undefined) throw new Error('A colour of the list is not in the theme');
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
