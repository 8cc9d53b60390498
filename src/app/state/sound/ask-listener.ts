import type { Remote } from 'comlink';
import type { SoundApi } from '#workers/sound/contract.ts';

/** The worker that does the arithmetic, and the way to hand it a port. */
export interface ListenerWorker {
  readonly api: Remote<SoundApi>;
  listen(blocks: MessagePort, rateHz: number): Promise<void>;
  end(): void;
}

export async function startListener(): Promise<ListenerWorker> {
  const comlink = await import('comlink');
  const thread = new Worker(new URL('../../../workers/sound/sound.worker.ts', import.meta.url), { type: 'module' });
  const api = comlink.wrap<SoundApi>(thread);
  return {
    api,
    listen: (blocks, rateHz) => api.listen(comlink.transfer(blocks, [blocks]), rateHz),
    end: () => {
      api[comlink.releaseProxy]();
      thread.terminate();
    },
  };
}
