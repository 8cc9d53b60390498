import type { Gathered, Sink } from './gather.ts';
import { gather } from './gather.ts';
import { SealedFile } from './sealed-file.ts';
import { StoredWork } from './read/stored-work.ts';

export interface RescueFile extends Gathered {
  readonly file: Blob;
  readonly name: string;
}

export interface RescueOptions {
  readonly person: string;
  readonly officeKey: string;
  readonly app: string;
  /** One entry with its photos, and nothing else. */
  readonly only?: string | undefined;
  /** After each thing that was put in. */
  readonly onStep?: (() => void) | undefined;
}

/** One sealed file of everything a person has here without receipt. */
export async function makeRescueFile({ person, officeKey, app, only, onStep }: RescueOptions): Promise<RescueFile> {
  const at = Date.now();
  const sealed = await SealedFile.begin(officeKey, { person, device: await deviceOf(person), app, at });
  const step = async (done: Promise<void>): Promise<void> => {
    await done;
    onStep?.();
  };
  const sink: Sink = {
    device: (id, publicKey) => sealed.add({ t: 'device', id, publicKey }),
    entry: (_id, entry) => step(sealed.add({ t: 'entry', entry })),
    blob: (sha256, bytes) => step(sealed.addBlob(sha256, bytes)),
  };
  const gathered = await gather(person, sink, only);
  const file = await sealed.end({ t: 'end', ...gathered });
  return { file, name: fileName(person, at, 'jiban-rescue'), ...gathered };
}

export function fileName(person: string, at: number, ending: string): string {
  return `jiban-${person}-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}.${ending}`;
}

async function deviceOf(person: string): Promise<string | null> {
  const store = await StoredWork.open(person).catch(() => null);
  const device = await store?.device().catch(() => null);
  store?.close();
  return device?.id ?? null;
}
