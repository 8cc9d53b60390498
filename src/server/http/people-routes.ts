import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppContext, AppEnv, Services } from './context.ts';
import type { AccountRefusal } from '../auth/accounts.ts';
import { AccountChangeSchema, NewAccountSchema, NewUnitSchema, PasswordChangeSchema } from '#protocol/people.ts';
import {
  addAccount,
  addUnit,
  changeAccount,
  changeOwnPassword,
  listAccounts,
  resetPassword,
} from '../auth/accounts.ts';
import { atMost, jsonBody } from './validated.ts';
import { permit } from './authenticate.ts';
import { refuse } from './refuse.ts';

const SMALL_BODY_BYTES = 4096;

/** Accounts and units, for admins; and everybody's own password. */
export function peopleRoutes({ db, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['people'];
  const admin = permit('people.manage');
  const small = atMost(SMALL_BODY_BYTES);

  app.get('/api/people', describeRoute({ summary: 'Accounts', tags }), admin, async (c) =>
    c.json(await listAccounts(db)),
  );

  app.post(
    '/api/people',
    describeRoute({ summary: 'New account; answers its first password, once', tags }),
    admin,
    small,
    jsonBody(NewAccountSchema),
    async (c) => {
      const issued = await addAccount(db, c.req.valid('json'));
      if (typeof issued === 'string') return refuse(c, issued);
      log.info({ person: issued.id, by: c.get('session').person.id }, 'account added');
      return c.json(issued, 201);
    },
  );

  app.put(
    '/api/people/:id',
    describeRoute({ summary: 'Change or close an account', tags }),
    admin,
    small,
    jsonBody(AccountChangeSchema),
    async (c) => {
      const target = { id: c.req.param('id'), by: c.get('session').person.id };
      const refusal = await changeAccount(db, target, c.req.valid('json'));
      log.info({ person: target.id, by: target.by, refusal }, 'account changed');
      return done(c, refusal);
    },
  );

  app.post(
    '/api/people/:id/password',
    describeRoute({ summary: 'New password for somebody who lost theirs', tags }),
    admin,
    async (c) => {
      const issued = await resetPassword(db, c.req.param('id'));
      if (typeof issued === 'string') return refuse(c, issued);
      log.info({ person: issued.id, by: c.get('session').person.id }, 'password reset');
      return c.json(issued);
    },
  );

  app.post(
    '/api/units',
    describeRoute({ summary: 'New unit', tags }),
    admin,
    small,
    jsonBody(NewUnitSchema),
    async (c) => {
      const unit = await addUnit(db, c.req.valid('json'));
      return typeof unit === 'string' ? refuse(c, unit) : c.json(unit, 201);
    },
  );

  app.put(
    '/api/session/password',
    describeRoute({ summary: 'Change one’s own password', tags }),
    small,
    jsonBody(PasswordChangeSchema),
    async (c) => done(c, await changeOwnPassword(db, ownSession(c), c.req.valid('json'))),
  );

  return app;
}

function done(c: AppContext, refusal: AccountRefusal | null): Response {
  return refusal ? refuse(c, refusal) : c.body(null, 204);
}

function ownSession(c: AppContext): { readonly id: string; readonly ref: string } {
  const { person, ref } = c.get('session');
  return { id: person.id, ref };
}
