import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Context } from 'hono';
import type { Services } from './context.ts';

/** One line a request: the route's pattern, never the address, body, names or cookies (fault 110). */
export function requestLog({ log, metrics }: Pick<Services, 'log' | 'metrics'>): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const ms = performance.now() - start;
    const route = routeOf(c);
    const { status } = c.res;
    metrics.requests.observe({ method: c.req.method, route, status: String(status) }, ms / 1000);
    const level = status >= 500 ? 'error' : status === 403 || status === 429 ? 'warn' : 'debug';
    log[level]({ method: c.req.method, route, status, ms: Math.round(ms) }, 'request');
  };
}

/** The pattern of the handler, not of a middleware that covers everything. */
function routeOf(c: Context): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'static';
}
