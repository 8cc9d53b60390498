import type { RescueFile } from '#rescue/make-file.ts';
import { session } from './session.svelte.ts';

export { saveFile } from '#rescue/save-file.ts';

/** `no-key`: signed in by a version that did not know of the office's key. `failed`: the browser's name for why. */
export type Rescued =
  | { readonly state: 'made'; readonly made: RescueFile }
  | { readonly state: 'no-key' }
  | { readonly state: 'failed'; readonly why: string };

/** The address of the page that does the same when this app does not start. */
export const RESCUE_PAGE = '/rescue.html';

/** One sealed file of everything of the person on the screen that has no receipt. Reads past the app's own store, which may be what is broken. */
export function rescueUnsent(): Promise<Rescued> {
  return rescue(undefined);
}

/** The same of one entry with its photos. */
export function rescueOne(entry: string): Promise<Rescued> {
  return rescue(entry);
}

async function rescue(only: string | undefined): Promise<Rescued> {
  const { person, server } = session;
  if (!person || !server?.rescueKey) return { state: 'no-key' };
  try {
    const { makeRescueFile } = await import('#rescue/make-file.ts');
    const options = { person: person.id, officeKey: server.rescueKey, app: __APP_VERSION__, only };
    return { state: 'made', made: await makeRescueFile(options) };
  } catch (error) {
    return { state: 'failed', why: error instanceof Error ? error.name : 'Error' };
  }
}
