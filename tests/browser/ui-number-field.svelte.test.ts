import { flushSync, mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import NumberField from '#app/ui/NumberField.svelte';

it('a number set from outside replaces what was typed, and so does emptying the form', async () => {
  const props = $state<{ label: string; decimals: number; value: number | undefined }>({
    label: '声级',
    decimals: 1,
    value: undefined,
  });
  const shown = mount(NumberField, { target: document.body, props });
  const field = page.getByLabelText('声级');
  await userEvent.type(field, '58.');
  await expect.element(field).toHaveValue('58.');
  props.value = 61;
  flushSync();
  await expect.element(field).toHaveValue('61.0');
  props.value = undefined;
  flushSync();
  await expect.element(field).toHaveValue('');
  await unmount(shown);
});
