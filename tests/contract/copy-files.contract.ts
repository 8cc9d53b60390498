import { expect, test } from 'vitest';
import type { CopyFiles } from '#storage/second-copy/copy-files.ts';
import { sealer } from '#storage/sealed.ts';

const sealed = (text: string) => sealer.sealBytes(new TextEncoder().encode(text));
const NAME = `entry.12.${'a'.repeat(32)}.${'b'.repeat(64)}`;

async function textIn(files: CopyFiles, name: string): Promise<string | null> {
  const found = await files.read(name);
  return found && new TextDecoder().decode(await sealer.openBytes(found));
}

/** What the second copy may count on, wherever the files lie. `open` gives the folder of that name, as it was left. */
export function copyFilesContract(open: (folder: string) => Promise<CopyFiles>): void {
  test('[DEVICE-80] what was written is listed with its size, and reads back, also after opening anew', async () => {
    const folder = crypto.randomUUID();
    const files = await open(folder);
    await files.write(NAME, await sealed('一条记录'));
    const again = await open(folder);
    expect([...(await again.list())]).toEqual([[NAME, 1 + new TextEncoder().encode('一条记录').length]]);
    expect(await textIn(again, NAME)).toBe('一条记录');
  });

  test('[DEVICE-80] writing again replaces the whole, a shorter one too', async () => {
    const files = await open(crypto.randomUUID());
    await files.write(NAME, await sealed('a long text that was there before'));
    await files.write(NAME, await sealed('short'));
    expect(await textIn(files, NAME)).toBe('short');
  });

  test('[DEVICE-80] what is not there reads as null, and removing it is no failure', async () => {
    const files = await open(crypto.randomUUID());
    expect(await files.read('blob.none')).toBeNull();
    await files.write(NAME, await sealed('x'));
    await files.remove(NAME);
    await files.remove(NAME);
    expect([...(await files.list())]).toEqual([]);
  });

  test('[DEVICE-80] two folders know nothing of each other', async () => {
    const [one, two] = [await open(crypto.randomUUID()), await open(crypto.randomUUID())];
    await one.write(NAME, await sealed('mine'));
    expect(await two.read(NAME)).toBeNull();
  });
}
