import type { Logger } from 'pino';
import type { CheckpointDeps } from './checkpoints.ts';
import { makeCheckpoint } from './checkpoints.ts';

const HOUR_MS = 3_600_000;

/** Signs the state of the log at the start and at the beginning of each hour. What fails is logged and tried again; nothing waits for it. */
export function checkpointHourly(deps: CheckpointDeps & { readonly log: Logger }): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const run = (): void => {
    running = makeCheckpoint(deps).then(
      () => undefined,
      (error: unknown) => {
        deps.log.error({ error: String(error) }, 'no checkpoint of the log could be signed');
      },
    );
    void running.then(() => {
      if (!isStopped) timer = setTimeout(run, HOUR_MS - (deps.clock.now() % HOUR_MS)).unref();
    });
  };
  run();
  return async () => {
    isStopped = true;
    if (timer) clearTimeout(timer);
    await running;
  };
}
