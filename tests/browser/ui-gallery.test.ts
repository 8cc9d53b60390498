import axe from 'axe-core';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '#app/theme/theme.css';
import { setLocale } from '#app/text/locale.svelte.ts';
import { setTextSize, setTheme, type TextSize, type Theme } from '#app/ui/appearance.svelte.ts';
import Gallery from '#app/ui/gallery/Gallery.svelte';

const looks = (['standard', 'outdoor', 'night'] as const).flatMap((theme) =>
  (['normal', 'large'] as const).map((text): [Theme, TextSize] => [theme, text]),
);

let shown: Record<string, unknown> | undefined;

function showGallery(showPanes: boolean): void {
  shown = mount(Gallery, { target: document.body, props: { showPanes } });
  flushSync();
}

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

describe.each([
  ['phone', 390, 844, false],
  ['office', 1440, 900, true],
] as const)('every widget on a %s screen', (_device, width, height, showPanes) => {
  it.each(looks)('%s theme, %s text: nothing for axe to find, nothing cut off', async (theme, text) => {
    await page.viewport(width, height);
    setLocale('zh');
    setTheme(theme);
    setTextSize(text);
    showGallery(showPanes);
    document.title = 'Widgets';
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

it('no control of the phone is smaller than a gloved finger', async () => {
  await page.viewport(390, 844);
  showGallery(false);
  const small = [...document.querySelectorAll<HTMLElement>('button, a, input:not([type=file]), select, textarea')]
    .filter((control) => control.checkVisibility() && !control.matches('.compact, [href="#content"]'))
    .map((control) =>
      control.matches('[type=checkbox], [type=radio]') ? (control.closest('label') ?? control) : control,
    )
    .filter((control) => control.getBoundingClientRect().height < 47.5 || control.getBoundingClientRect().width < 44);
  expect(small.map((control) => control.outerHTML.slice(0, 120))).toEqual([]);
});

it('at 320 px nothing scrolls sideways', async () => {
  await page.viewport(320, 640);
  showGallery(false);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});
