import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Services } from '../http/context.ts';
import { scrub } from './scrub.ts';

const HOUR_MS = 3_600_000;
const FIRST_AFTER_MS = 60_000;
/** Between two pages or photos: people come first. */
const PAUSE_MS = 25;

class Stopped extends Error {}

/** Reads everything through in the background, soon after the start and then again and again. The function it gives ends it. */
export function scrubDaily(services: Services, everyHours: number): () => void {
  if (everyHours <= 0) return () => undefined;
  const { dataDir, db, log, clock } = services;
  let isStopped = false;
  const pause = async () => {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS).unref());
    if (isStopped) throw new Stopped();
  };
  const run = async () => {
    const file = new DatabaseSync(join(dataDir, 'jiban.db'), { readOnly: true });
    try {
      const { left, mended } = await scrub({
        ...{ dataDir, file, db, pause, from: null, checksPages: false },
        nowMs: clock.now(),
      });
      for (const damage of mended) log.warn({ damage }, 'damage was found and mended');
      for (const damage of left) log.error({ damage }, 'damage was found: npm run scrub -- --from BACKUP');
    } catch (error) {
      if (!(error instanceof Stopped)) log.error({ error: String(error) }, 'a scrub failed');
    } finally {
      file.close();
    }
  };
  let timer = setTimeout(function again() {
    void run().then(() => {
      if (!isStopped) timer = setTimeout(again, everyHours * HOUR_MS).unref();
    });
  }, FIRST_AFTER_MS).unref();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
