import type { Logger } from 'pino';
import type { AnchorSettings } from './anchor.ts';
import type { CheckpointDeps } from './checkpoints.ts';
import { anchorIfDue } from './anchor.ts';
import { makeCheckpoint } from './checkpoints.ts';

const HOUR_MS = 3_600_000;

type HourlyDeps = CheckpointDeps & { readonly log: Logger };

/** Signs the state of the log at the start and at the beginning of each hour. What fails is logged and tried again; nothing waits for it. */
export function checkpointHourly(deps: HourlyDeps, anchor: AnchorSettings | undefined): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const run = (): void => {
    running = signAndAnchor(deps, anchor).catch((error: unknown) => {
      deps.log.error({ error: String(error) }, 'no checkpoint of the log could be signed');
    });
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

async function signAndAnchor(deps: HourlyDeps, anchor: AnchorSettings | undefined): Promise<void> {
  const checkpoint = await makeCheckpoint(deps);
  if (!anchor) return;
  const state = await anchorIfDue(deps.db, anchor, { checkpoint, nowMs: deps.clock.now() });
  if (state?.failure) deps.log.error({ failure: state.failure }, 'a checkpoint could not be anchored outside');
}
