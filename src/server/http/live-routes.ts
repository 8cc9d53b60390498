import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';

/** Proxies and phones drop connections that say nothing for a minute. */
const BEAT_MS = 25_000;

/** Tells open pages that something changed; what it was, each learns by its own sync and its own scope. */
export function liveRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const description = describeRoute({
    summary: 'Server-sent events: `changed` with the head of the log',
    tags: ['sync'],
    responses: { 200: { description: 'Events', content: { 'text/event-stream': {} } } },
  });
  app.get('/api/live', description, (c) => {
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      let wake = () => {};
      let isDue = true;
      const release = services.changes.listen(() => {
        isDue = true;
        wake();
      });
      services.metrics.listeners.inc();
      stream.onAbort(() => {
        wake();
      });
      try {
        while (!stream.aborted && !services.changes.isStopped) {
          if (isDue) {
            isDue = false;
            const { seq } = await services.sync.store.read((log) => log.head());
            await stream.writeSSE({ event: 'changed', data: JSON.stringify({ seq }) });
          } else {
            await stream.write(': beat\n\n');
          }
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, BEAT_MS);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
            if (isDue) wake();
          });
        }
      } finally {
        release();
        services.metrics.listeners.dec();
      }
    });
  });
  return app;
}
