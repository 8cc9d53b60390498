import { Hono } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { AppContext, AppEnv, Services } from './context.ts';
import type { DemoPerson, SessionInfo } from '#protocol/session.ts';
import type { Person } from '#domain/people/person.ts';
import { activePerson, directory, personOfRow } from '../auth/people.ts';
import { atMost, jsonBody } from './validated.ts';
import { endSessions, openSession, sessionsOf } from '../auth/sessions.ts';
import { giveCookie, takeCookie } from './authenticate.ts';
import { refuse } from './refuse.ts';
import { signIn } from '../auth/sign-in.ts';
import { SignInSchema } from '#protocol/session.ts';

const SMALL_BODY_BYTES = 4096;
const DemoSignInSchema = v.strictObject({ person: v.pipe(v.string(), v.maxLength(64)) });

/** Sign-in, sign-out, and the sessions of one's own. */
export function sessionRoutes(services: Services): Hono<AppEnv> {
  const { db, clock } = services;
  const app = new Hono<AppEnv>();
  const tags = ['session'];

  app.post(
    '/api/session',
    describeRoute({ summary: 'Sign in', tags }),
    atMost(SMALL_BODY_BYTES),
    jsonBody(SignInSchema),
    async (c) => {
      const address = getConnInfo(c).remote.address ?? '';
      const outcome = await signIn(db, c.req.valid('json'), { address, nowMs: clock.now() });
      if (outcome.ok) return begin(services, c, outcome.person);
      if (outcome.code === 'wrong-credentials') return refuse(c, outcome.code);
      const seconds = Math.ceil(outcome.waitMs / 1000);
      c.header('Retry-After', String(seconds));
      return refuse(c, outcome.code, { seconds });
    },
  );

  app.get(
    '/api/session',
    describeRoute({ summary: 'Who is signed in, and what the app needs to work offline', tags }),
    async (c) => c.json(await sessionInfo(services, c.get('session').person)),
  );

  app.delete('/api/session', describeRoute({ summary: 'Sign out here', tags }), async (c) => {
    const { person, ref } = c.get('session');
    await endSessions(db, person.id, ref);
    takeCookie(c);
    return c.body(null, 204);
  });

  app.get('/api/sessions', describeRoute({ summary: 'Own sessions', tags }), async (c) => {
    const { person, ref } = c.get('session');
    const sessions = await sessionsOf(db, person.id, clock.now());
    return c.json(sessions.map((session) => ({ ...session, current: session.ref === ref })));
  });

  app.delete('/api/sessions', describeRoute({ summary: 'Sign out everywhere', tags }), async (c) => {
    await endSessions(db, c.get('session').person.id, null);
    takeCookie(c);
    return c.body(null, 204);
  });

  app.delete('/api/sessions/:ref', describeRoute({ summary: 'End one of the own sessions', tags }), async (c) => {
    const ended = await endSessions(db, c.get('session').person.id, c.req.param('ref'));
    return ended > 0 ? c.body(null, 204) : refuse(c, 'not-found');
  });

  return app;
}

/** The demo's sign-in buttons. Without the demo these routes are not there at all. */
export function demoRoutes(services: Services): Hono<AppEnv> {
  const { db } = services;
  const app = new Hono<AppEnv>();
  const tags = ['demo'];

  app.get('/api/demo/people', describeRoute({ summary: 'People to sign in as, in demo mode', tags }), async (c) => {
    if (!services.isDemo) return refuse(c, 'not-found');
    const query = db
      .selectFrom('person')
      .innerJoin('unit', 'unit.id', 'person.unit')
      .selectAll('person')
      .select('unit.name as unitName');
    const rows = await query.where('story', 'is not', null).where('active', '=', 1).orderBy('place').execute();
    const people: DemoPerson[] = rows.map((row) => {
      const { id, name, role } = personOfRow(row);
      return { id, name, role, unitName: row.unitName, story: JSON.parse(row.story ?? '{}') as DemoPerson['story'] };
    });
    return c.json(people);
  });

  const describe = describeRoute({ summary: 'Sign in as one of the demo people', tags });
  app.post('/api/demo/session', describe, atMost(SMALL_BODY_BYTES), jsonBody(DemoSignInSchema), async (c) => {
    if (!services.isDemo) return refuse(c, 'not-found');
    const { person: id } = c.req.valid('json');
    const row = await db
      .selectFrom('person')
      .select('id')
      .where('id', '=', id)
      .where('story', 'is not', null)
      .executeTakeFirst();
    const person = row ? await activePerson(db, row.id) : null;
    return person ? begin(services, c, person) : refuse(c, 'not-found');
  });

  return app;
}

async function begin(services: Services, c: AppContext, person: Person): Promise<Response> {
  const about = { nowMs: services.clock.now(), userAgent: c.req.header('user-agent') ?? '' };
  giveCookie(c, await openSession(services.db, person.id, about));
  return c.json(await sessionInfo(services, person));
}

async function sessionInfo(services: Services, person: Person): Promise<SessionInfo> {
  const { epoch, serverKey, rescueKey, version, clock } = services;
  const keys = { publicKey: serverKey.publicKey, rescueKey: rescueKey.publicKey };
  const server = { epoch, ...keys, timeMs: clock.now(), version };
  return { person, directory: await directory(services.db), server, demo: services.isDemo };
}
