import { getCookie, setCookie, deleteCookie } from 'hono/cookie';
import type { Context, HonoRequest, MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from './context.ts';
import type { Permission } from '#domain/people/policy.ts';
import type { Session } from '../auth/sessions.ts';
import { handInOf, isHandInRoute } from '../auth/hand-in.ts';
import { IDLE_MS, sessionOf } from '../auth/sessions.ts';
import { may } from '#domain/people/policy.ts';
import { HAND_IN_HEADER, PERSON_HEADER } from '#protocol/session.ts';
import { refuse } from './refuse.ts';

/** The `__Host-` prefix makes browsers insist on Secure, this host alone and Path=/. Chromium takes it on http://localhost too. */
const COOKIE = '__Host-jiban';

/** Routes that answer without a session. Everything else under /api asks for one, so that a new route is closed unless it is named here. */
const PUBLIC: ReadonlySet<string> = new Set([
  'POST /api/session',
  'GET /api/demo/people',
  'POST /api/demo/session',
  'POST /api/orders/import/local',
  'POST /api/rescue/local',
  // Signed by the device itself: what it says must arrive just when its session has ended.
  'POST /api/beacon',
]);

/** Signed states of the log are there to be kept by others: whoever holds one can show that the log was changed. */
const PUBLISHED = /^[/]api[/]checkpoints[/][^/]+([/]consistency)?$/;

const isOpen = ({ method, path }: HonoRequest): boolean =>
  PUBLIC.has(`${method} ${path}`) || (method === 'GET' && PUBLISHED.test(path));

export function authenticate(services: Services): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (isOpen(c.req)) return next();
    const token = getCookie(c, COOKIE);
    const signedIn = token ? await sessionOf(services.db, token, services.clock.now()) : null;
    const session = signedIn ?? (await handIn(services, c));
    if (!session || isForAnother(c, session.person.id)) return refuse(c, 'unauthenticated');
    c.set('session', session);
    await next();
  };
}

async function handIn({ db, sync }: Services, c: Context): Promise<Session | null> {
  const proof = c.req.header(HAND_IN_HEADER);
  if (proof === undefined || !isHandInRoute(c.req.method, c.req.path)) return null;
  return handInOf(db, sync.verifyDeviceSignature, proof);
}

/** The app says on whose behalf it asks. The cookie is one per browser: another person may have signed in on it since. */
function isForAnother(c: Context, person: string): boolean {
  const expected = c.req.header(PERSON_HEADER);
  return expected !== undefined && expected !== person;
}

export function permit(permission: Permission): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!may(c.get('session').person, permission)) return refuse(c, 'forbidden');
    await next();
  };
}

export function giveCookie(c: Context, token: string): void {
  setCookie(c, COOKIE, token, { path: '/', secure: true, httpOnly: true, sameSite: 'Strict', maxAge: IDLE_MS / 1000 });
}

/** With it go the photos that the browser keeps for a year by their address: the next person here must not find them (I8). */
export function takeCookie(c: Context): void {
  deleteCookie(c, COOKIE, { path: '/', secure: true });
  c.header('Clear-Site-Data', '"cache"');
}
