import type { MiddlewareHandler } from 'hono';
import { refuse } from './refuse.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whatever changes something must come from our own page (fault 104). A browser says where a request comes from; a client that says
 * nothing is no browser, and has no other site's victim at its keyboard.
 */
export const sameOriginOnly: MiddlewareHandler = async (c, next) => {
  if (
    !SAFE.has(c.req.method) &&
    !isSameOrigin(c.req.header('sec-fetch-site'), c.req.header('origin'), c.req.header('host'))
  ) {
    return refuse(c, 'forbidden');
  }
  await next();
};

function isSameOrigin(fetchSite: string | undefined, origin: string | undefined, host: string | undefined): boolean {
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
