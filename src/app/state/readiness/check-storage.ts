import type { PersonStore } from '#storage/person-store.ts';
import type { Line } from './line.ts';
import { readDisk } from '#storage/health.ts';
import { secondCopyHealth } from '#storage/second-copy/reconcile.ts';
import { meanPhotoBytes, testWrite } from '#storage/test-write.ts';
import { line } from './line.ts';

const FEW_PHOTOS = 40;
/** Nobody takes more in a day; the browser's claim is not worth a larger number. */
const MANY_PHOTOS = 1_000;

/** Room is what can be written, not what is claimed; the claim only says how many photos about. */
export async function checkStorage(store: PersonStore): Promise<readonly Line[]> {
  const disk = await readDisk();
  const isWritable = await testWrite(store);
  const mean = await meanPhotoBytes(store);
  const lasting = disk.persisted ? line('lasting', 'good', 'lastingYes') : line('lasting', 'warn', 'lastingNo');
  return [roomLine(isWritable, disk.storageFreeBytes, mean), await copyLine(store), lasting];
}

/** What has no receipt yet should lie on the device twice. */
async function copyLine(store: PersonStore): Promise<Line> {
  // By what the folder really holds: a browser without one has none.
  if (!(await store.copy?.look())) return line('copy', 'warn', 'copyNone');
  const { unsent, missing } = await secondCopyHealth(store);
  if (missing > 0) return line('copy', 'warn', 'copyMissing', { count: missing });
  return line('copy', 'good', unsent > 0 ? 'copyWhole' : 'copyReady', { count: unsent });
}

function roomLine(isWritable: boolean, freeBytes: number | null, meanBytes: number): Line {
  if (!isWritable) return line('room', 'bad', 'roomNone');
  if (freeBytes === null) return line('room', 'good', 'roomSome');
  const count = Math.floor(freeBytes / meanBytes);
  if (count > MANY_PHOTOS) return line('room', 'good', 'roomPlenty', { count: MANY_PHOTOS });
  const isShort = count < FEW_PHOTOS;
  return line('room', isShort ? 'warn' : 'good', isShort ? 'roomShort' : 'roomGood', { count });
}

export async function cameraLine(): Promise<Line> {
  if (!('mediaDevices' in navigator)) return line('camera', 'warn', 'cameraNone');
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' });
    if (state === 'denied') return line('camera', 'warn', 'cameraDenied');
    return line('camera', 'good', state === 'granted' ? 'cameraGranted' : 'cameraAsks');
  } catch {
    // Firefox and older Safari do not tell.
    return line('camera', 'good', 'cameraAsks');
  }
}
