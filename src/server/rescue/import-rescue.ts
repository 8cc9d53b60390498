import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import type { BlobTakerDeps } from './take-blobs.ts';
import type { OpenedRescue } from './open-rescue.ts';
import type { RescueRefusal, RescueReport, RescueTrouble } from '#protocol/rescue.ts';
import type { SigningKey } from '../keys/p256.ts';
import { BlobTaker } from './take-blobs.ts';
import { EntryTaker } from './take-entries.ts';
import { openRescue } from './open-rescue.ts';

export interface RescueDeps extends BlobTakerDeps {
  readonly dataDir: string;
  readonly rescueKey: SigningKey;
}

/**
 * Takes in a rescue file that lies in `path`, and the file with it: it is gone afterwards, or kept under its hash as long as something of it
 * could not be taken. Doing it twice is doing it once.
 */
export async function importRescue(deps: RescueDeps, path: string): Promise<RescueReport | RescueRefusal> {
  try {
    const file = await open(path, 'r');
    let answer: RescueReport | RescueRefusal;
    try {
      answer = await readFile(deps, file);
    } finally {
      await file.close();
    }
    if ('refusal' in answer || !answer.kept) return answer;
    await keep(deps.dataDir, path);
    return answer;
  } finally {
    await rm(path, { force: true });
  }
}

async function readFile(deps: RescueDeps, file: FileHandle): Promise<RescueReport | RescueRefusal> {
  const opened = await openRescue(file, deps.rescueKey);
  return 'refusal' in opened ? opened : takeIn(deps, opened);
}

async function takeIn(deps: RescueDeps, { head, items }: OpenedRescue): Promise<RescueReport | RescueRefusal> {
  const entries = new EntryTaker(deps.sync, deps.db, head.device);
  const blobs = new BlobTaker(deps, head.person);
  const damaged: number[] = [];
  let troubles: readonly RescueTrouble[] = [];
  let [records, cut] = [0, false];
  for await (const item of items()) {
    if (item.what === 'damaged') damaged.push(item.frame);
    if (item.what === 'cut') cut = true;
    if (item.what !== 'record') continue;
    records += 1;
    const { record, bytes } = item;
    if (record.t === 'entry') await entries.add(record.entry);
    if (record.t === 'end') troubles = record.troubles;
    if (record.t !== 'blob') continue;
    // A photo is taken only once an entry has spoken of it.
    await entries.flush();
    await blobs.add(record, bytes);
  }
  await entries.flush();
  await blobs.end();
  if (records === 0) return { refusal: 'unreadable' };
  const lacks = damaged.length + entries.report.quarantined.length + blobs.report.refused.length;
  const kept = cut || lacks > 0;
  return { head, entries: entries.report, blobs: blobs.report, troubles, damaged, cut, kept };
}

/** Still sealed, and by its hash: the same file handed in again is one file. */
async function keep(dataDir: string, path: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  const folder = join(dataDir, 'rescue');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await rename(path, join(folder, `${hash.digest('hex')}.jiban-rescue`));
}
