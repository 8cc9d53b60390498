import { expect, test } from 'vitest';
import { giveUpReserve, keepReserve } from '#storage/reserve.ts';

async function reservedBytes(): Promise<number> {
  const root = await navigator.storage.getDirectory();
  for await (const [name, handle] of root.entries())
    if (name === 'jiban-reserve') return (await (handle as FileSystemFileHandle).getFile()).size;
  return 0;
}

test('[DEVICE-122] a megabyte is kept back once, given up when asked, and kept back again', async () => {
  await keepReserve();
  await keepReserve();
  expect(await reservedBytes()).toBe(1_000_000);
  await giveUpReserve();
  await giveUpReserve();
  expect(await reservedBytes()).toBe(0);
  await keepReserve();
  expect(await reservedBytes()).toBe(1_000_000);
});
