import { createRawSnippet, flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import '#app/theme/theme.css';
import { setLocale, t } from '#app/text/locale.svelte.ts';
import { widgetsText } from '#app/text/widgets.ts';
import LocaleSwitch from '#app/ui/LocaleSwitch.svelte';
import NumberField from '#app/ui/NumberField.svelte';
import TextField from '#app/ui/TextField.svelte';
import ToastRegion from '#app/ui/ToastRegion.svelte';
import { showToast } from '#app/ui/toasts.svelte.ts';
import VirtualList from '#app/ui/VirtualList.svelte';

let shown: Record<string, unknown>[] = [];

function show(component: Component<never>, props: object, target: Element = document.body): void {
  shown.push(mount(component as Component<object>, { target, props }));
  flushSync();
}

afterEach(async () => {
  for (const one of shown) await unmount(one);
  shown = [];
  document.body.replaceChildren();
});

/** The part of the protocol these tests speak; Vitest types its session as empty. */
interface Protocol {
  send(method: string, params: object): Promise<unknown>;
}

describe('typing with an input method', () => {
  it('tells nobody about half-typed words, and leaves them alone', async () => {
    const onvalue = vi.fn();
    show(TextField, { label: '现场情况', onvalue });
    await page.getByLabelText('现场情况').click();
    const session = cdp() as unknown as Protocol;
    await session.send('Input.imeSetComposition', { text: 'feng', selectionStart: 4, selectionEnd: 4 });
    expect(document.querySelector('input')?.value).toBe('feng');
    expect(onvalue).not.toHaveBeenCalled();
    await session.send('Input.insertText', { text: '风机' });
    expect(onvalue).toHaveBeenLastCalledWith('风机');
    expect(onvalue.mock.calls.flat()).not.toContain('feng');
  });

  it('takes full-width digits and 。 as a number, and rewrites them only when the field is left', async () => {
    const onvalue = vi.fn();
    show(NumberField, { label: '声级', decimals: 1, onvalue });
    const field = page.getByLabelText('声级');
    await field.click();
    const session = cdp() as unknown as Protocol;
    await session.send('Input.imeSetComposition', { text: '５８。３', selectionStart: 4, selectionEnd: 4 });
    expect(onvalue).not.toHaveBeenCalled();
    await session.send('Input.insertText', { text: '５８。３' });
    expect(onvalue).toHaveBeenLastCalledWith(58.3);
    await expect.element(field).toHaveValue('５８。３');
    await userEvent.tab();
    await expect.element(field).toHaveValue('58.3');
  });

  it('says what is wrong with a number only after the field is left', async () => {
    setLocale('zh');
    show(NumberField, { label: '声级' });
    await userEvent.type(page.getByLabelText('声级'), '58.3.1');
    expect(document.body.textContent).not.toContain(t(widgetsText.notANumber));
    await userEvent.tab();
    await expect.element(page.getByLabelText('声级')).toHaveAccessibleDescription(t(widgetsText.notANumber));
    await expect.element(page.getByLabelText('声级')).toBeInvalid();
  });
});

describe('a list of 100,000 rows', () => {
  const items = Array.from({ length: 100_000 }, (_, at) => at);

  function showList(): void {
    const box = document.createElement('div');
    box.style.height = '400px';
    document.body.append(box);
    const row = createRawSnippet((item: () => number) => ({ render: () => `<button>row ${item()}</button>` }));
    show(VirtualList as Component<never>, { items, rowHeightPx: 60, label: 'rows', key: String, row }, box);
  }

  it('draws only what is in sight', () => {
    showList();
    expect(document.querySelectorAll('[role=listitem]').length).toBeLessThan(25);
    expect(document.querySelector('[role=listitem]')?.getAttribute('aria-setsize')).toBe('100000');
  });

  it('is walked by keys to its very end, the focus always on a row in sight', async () => {
    showList();
    await page.getByRole('button', { name: 'row 0' }).click();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.element(page.getByRole('button', { name: 'row 2', exact: true })).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect.element(page.getByRole('button', { name: 'row 99999' })).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(page.getByRole('button', { name: 'row 99998' })).toHaveFocus();
    const focused = document.activeElement?.getBoundingClientRect();
    const list = document.querySelector('[role=list]')?.getBoundingClientRect();
    expect(focused?.top).toBeGreaterThanOrEqual(list?.top ?? 0);
    expect(focused?.bottom).toBeLessThanOrEqual((list?.bottom ?? 0) + 1);
  });
});

describe('what was done can be taken back', () => {
  it('by a button in a live region', async () => {
    setLocale('zh');
    const undo = vi.fn();
    show(ToastRegion, {});
    showToast('已删除 1 张照片', { undo });
    await expect.element(page.getByRole('status')).toHaveTextContent('已删除 1 张照片');
    await page.getByRole('button', { name: '撤销' }).click();
    expect(undo).toHaveBeenCalledOnce();
    expect(document.body.textContent).not.toContain('已删除');
  });
});

it('switching the language changes every word on the screen at once, and the page’s language', async () => {
  setLocale('zh');
  show(LocaleSwitch, {});
  await expect.element(page.getByRole('group', { name: '语言' })).toBeVisible();
  await page.getByRole('radio', { name: 'English' }).click();
  await expect.element(page.getByRole('group', { name: 'Language' })).toBeVisible();
  expect(document.documentElement.lang).toBe('en');
  expect(localStorage.getItem('jiban.locale')).toBe('en');
});
