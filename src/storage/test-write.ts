import type { PersonStore } from './person-store.ts';
import { sealer } from './sealed.ts';
import { StorageFailure } from './storage-failure.ts';
import { read, write } from './transact.ts';

/** About one photo, of bytes that no disk can pack. */
const PROBE_BYTES = 4_000_000;
const PROBE = 'probe';
/** Before there are photos to measure. */
const USUAL_PHOTO_BYTES = 3_500_000;
const RECENT = 50;

/** Whether there is room, by trying: what the browser claims may be far off (faults D5). What was written is taken away again. */
export async function testWrite({ db }: PersonStore): Promise<boolean> {
  const bytes = new Uint8Array(PROBE_BYTES);
  // The most that is given at once.
  for (let at = 0; at < PROBE_BYTES; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  const row = { sha256: PROBE, case: '', mediaType: '', bytes: PROBE_BYTES, data: await sealer.sealBytes(bytes) };
  try {
    await write(db, ['pictures'], () => db.pictures.put(row));
    return true;
  } catch (error) {
    if (error instanceof StorageFailure && error.kind !== 'lost') return false;
    throw error;
  } finally {
    await write(db, ['pictures'], () => db.pictures.delete(PROBE)).catch(() => undefined);
  }
}

/** What a photo of this device takes, by those it took; sound says nothing of that. */
export async function meanPhotoBytes({ db }: PersonStore): Promise<number> {
  const originals = await read(db, ['blobs'], () =>
    db.blobs
      .filter(({ role, mediaType }) => role === 'original' && !mediaType.startsWith('audio/'))
      .limit(RECENT)
      .toArray(),
  );
  if (originals.length === 0) return USUAL_PHOTO_BYTES;
  return Math.round(originals.reduce((sum, { bytes }) => sum + bytes, 0) / originals.length);
}
