import type { MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from './context.ts';
import type { SyncLimits } from './sync-limits.ts';
import { refuse } from './refuse.ts';

/** Sessions whose allowance is remembered: the ones that are full again are forgotten first. */
const MAX_REMEMBERED = 10_000;
/** Those who are sent away come back spread over this time, not all at once (fault 70). */
const SPREAD_SECONDS = 5;

interface Allowance {
  left: number;
  atMs: number;
}

/** Asks for patience with 429 and Retry-After before anything of the request is read; devices keep what they have and come again. */
export function admitSync({ metrics }: Services, limits: SyncLimits): MiddlewareHandler<AppEnv> {
  const allowances = new Map<string, Allowance>();
  let working = 0;
  return async (c, next) => {
    const isOver = working >= limits.atOnce;
    if (isOver || !take(allowances, c.get('session').ref, limits)) {
      metrics.turnedAway.inc({ why: isOver ? 'crowd' : 'session' });
      c.header('Retry-After', String(1 + Math.floor(Math.random() * SPREAD_SECONDS)));
      return refuse(c, 'rate-limited');
    }
    working += 1;
    try {
      await next();
    } finally {
      working -= 1;
    }
  };
}

function take(allowances: Map<string, Allowance>, session: string, { burst, perSecond }: SyncLimits): boolean {
  const now = performance.now();
  const known = allowances.get(session) ?? { left: burst, atMs: now };
  const left = Math.min(burst, known.left + ((now - known.atMs) / 1000) * perSecond);
  // The order of the map is the order of last use.
  allowances.delete(session);
  const [oldest] = allowances.keys();
  if (allowances.size >= MAX_REMEMBERED && oldest !== undefined) allowances.delete(oldest);
  allowances.set(session, { left: left >= 1 ? left - 1 : left, atMs: now });
  return left >= 1;
}
