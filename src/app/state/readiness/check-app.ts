import type { AppFiles, AppFilesHost } from './app-files.ts';
import type { Line } from './line.ts';
import { line } from './line.ts';

/** Files, forms and map: whether the app opens and works with no line at all. */
export async function checkApp(host: AppFilesHost | null): Promise<{ files: AppFiles | null; lines: readonly Line[] }> {
  const files = (await host?.check()) ?? null;
  return { files, lines: [filesLine(files), await formsLine(host, files), await mapLine(files)] };
}

function filesLine(files: AppFiles | null): Line {
  if (!files) return line('files', 'bad', 'filesNone');
  const { total, missing } = files;
  if (missing.length > 0) return line('files', 'bad', 'filesMissing', { total, count: missing.length });
  return line('files', 'good', 'filesWhole', { total });
}

/** Each form is really loaded; and as a browser may have one in memory that the disk has lost, every script and style must be in the cache. */
async function formsLine(host: AppFilesHost | null, files: AppFiles | null): Promise<Line> {
  if (!host || !files) return line('forms', 'bad', 'formsNone');
  const broken = await host.brokenForms();
  const count = broken.length + files.missing.filter((path) => /\.(js|css)$/.test(path)).length;
  return count > 0 ? line('forms', 'bad', 'formsMissing', { count }) : line('forms', 'good', 'formsWhole');
}

async function mapLine(files: AppFiles | null): Promise<Line> {
  const isCached = files !== null && !files.missing.some((path) => path.startsWith('map/'));
  const isWhole = isCached && (await readsAsJson('/map/district.json'));
  return isWhole ? line('map', 'good', 'mapWhole') : line('map', 'warn', 'mapMissing');
}

async function readsAsJson(path: string): Promise<boolean> {
  try {
    return Boolean(await (await fetch(path)).json());
  } catch {
    return false;
  }
}
