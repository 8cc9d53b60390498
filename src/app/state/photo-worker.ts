import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { PhotoApi } from '#workers/photo/contract.ts';

/** A picture of a phone takes a second or two; a worker the system has killed never answers. */
const PATIENCE_MS = 30_000;

interface PhotoWorker {
  readonly thread: Worker;
  readonly api: Remote<PhotoApi>;
}

let worker: PhotoWorker | null = null;

function photoWorker(): PhotoWorker {
  if (worker) return worker;
  const thread = new Worker(new URL('../../workers/photo/photo.worker.ts', import.meta.url), { type: 'module' });
  worker = { thread, api: wrap<PhotoApi>(thread) };
  return worker;
}

/** null when the task's answer is, and when the worker failed or died (memory, mostly): the next task then gets a new one. */
export async function inPhotoWorker<T>(task: (api: Remote<PhotoApi>) => Promise<T>): Promise<T | null> {
  const used = photoWorker();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onGone = (): void => undefined;
  const gone = new Promise<'gone'>((resolve) => {
    onGone = () => resolve('gone');
    used.thread.addEventListener('error', onGone, { once: true });
    timer = setTimeout(onGone, PATIENCE_MS);
  });
  const done = await Promise.race([task(used.api).catch(() => 'gone' as const), gone]);
  clearTimeout(timer);
  used.thread.removeEventListener('error', onGone);
  if (done !== 'gone') return done;
  if (worker === used) {
    used.thread.terminate();
    worker = null;
  }
  return null;
}
