import type { CopyFiles, OpenCopyFiles } from './copy-files.ts';
import { envelopeParts, openEnvelope } from '../sealed.ts';
import { readNames } from './copy-names.ts';

const ROOT = 'jiban-second-copy';
/** Chromium writes beside the file until it is closed; a browser that was killed meanwhile leaves that behind. */
const HALF_WRITTEN = '.crswap';

/** The origin's private file system: what empties a damaged IndexedDB leaves it alone (faults D2). "Clear site data" takes both. */
export const openOpfs: OpenCopyFiles = async (folder) => {
  const root = await openRoot();
  return root && opfsFolder(await root.getDirectoryHandle(folder, { create: true }));
};

/** Records of whomever in the second copies of this browser, as far as names tell: for the sign-in page of a browser that lost its stores. */
export async function copiedEntries(): Promise<number> {
  const root = await openRoot();
  let count = 0;
  for await (const handle of root?.values() ?? [])
    if (handle.kind === 'directory') count += readNames(await opfsFolder(handle).list()).entries.length;
  return count;
}

async function openRoot(): Promise<FileSystemDirectoryHandle | null> {
  // Absent in Node and outside secure contexts; older Safari has no createWritable.
  const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
  if (!storage?.getDirectory || !('FileSystemFileHandle' in globalThis)) return null;
  if (!('createWritable' in FileSystemFileHandle.prototype)) return null;
  return (await storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
}

function opfsFolder(folder: FileSystemDirectoryHandle): CopyFiles {
  return {
    async list() {
      const handles: FileSystemFileHandle[] = [];
      for await (const handle of folder.values())
        if (handle.kind === 'file' && !handle.name.endsWith(HALF_WRITTEN)) handles.push(handle);
      const sizes = await Promise.all(handles.map(sizeOf));
      return new Map(handles.map((handle, i) => [handle.name, sizes[i] ?? 0]));
    },
    async write(name, content) {
      const handle = await folder.getFileHandle(name, { create: true });
      const file = await handle.createWritable();
      try {
        for (const part of envelopeParts(content)) await file.write(part);
        await file.close();
      } catch (error) {
        await file.abort().catch(() => undefined);
        throw error;
      }
    },
    async read(name) {
      try {
        const file = await (await folder.getFileHandle(name)).getFile();
        return openEnvelope(new Uint8Array(await file.arrayBuffer()));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async remove(name) {
      try {
        await folder.removeEntry(name);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

/** Taken away between the listing and now: by another tab, whose receipt came. */
async function sizeOf(handle: FileSystemFileHandle): Promise<number> {
  try {
    return (await handle.getFile()).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

/** The folders there are, without making any. */
export async function copyFolders(): Promise<readonly string[]> {
  const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
  if (!storage?.getDirectory) return [];
  const names: string[] = [];
  try {
    const root = await (await storage.getDirectory()).getDirectoryHandle(ROOT);
    for await (const { kind, name } of root.values()) if (kind === 'directory') names.push(name);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return names;
}
