const NAME = 'jiban-reserve';
/** A receipt takes a few hundred bytes, IndexedDB's own log some tens of kilobytes before it is tidied. */
const BYTES = 1_000_000;

/**
 * Room kept back for receipts. An allowance that is used up to the last byte takes no receipt either, and without receipts nothing that is
 * here may go: the phone would be stuck between a full store and an office that has everything ([DEVICE-122]).
 */
export async function keepReserve(): Promise<void> {
  const root = await openRoot();
  if (!root) return;
  try {
    const handle = await root.getFileHandle(NAME, { create: true });
    if ((await handle.getFile()).size === BYTES) return;
    const file = await handle.createWritable();
    await file.write(new Uint8Array(BYTES));
    await file.close();
  } catch {
    // No room for it: then there is nothing to be kept back.
  }
}

/** Nothing could be stored any more: what is here can now be confirmed and make way. */
export async function giveUpReserve(): Promise<void> {
  const root = await openRoot();
  await root?.removeEntry(NAME).catch(() => undefined);
}

async function openRoot(): Promise<FileSystemDirectoryHandle | null> {
  // Absent in Node; older Safari has no createWritable.
  const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
  if (!storage?.getDirectory || !('FileSystemFileHandle' in globalThis)) return null;
  if (!('createWritable' in FileSystemFileHandle.prototype)) return null;
  return storage.getDirectory();
}
