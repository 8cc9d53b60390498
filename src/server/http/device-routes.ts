import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppContext, AppEnv, Services } from './context.ts';
import type { DeviceHealth } from '#protocol/sync.ts';
import type { DeviceInfo, EnrolDevice } from '#protocol/session.ts';
import type { DeviceRow } from '../db/port.ts';
import { sql } from 'kysely';
import { atMost, jsonBody } from './validated.ts';
import { deviceIdOf, hashOfStatement } from '#domain/log/seal.ts';
import { deviceIdOfKey } from '../keys/device-writer.ts';
import { deviceOfRow } from '../db/sqlite/rows.ts';
import { EnrolDeviceSchema } from '#protocol/session.ts';
import { may } from '#domain/people/policy.ts';
import { refuse } from './refuse.ts';

const SMALL_BODY_BYTES = 4096;

/** Enrolment of a browser's key, the list (with `devices.list` everybody's: the sync wall), and revoking. */
export function deviceRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['devices'];

  const enrolDescription = describeRoute({ summary: 'Enrol the key of this browser', tags });
  app.post('/api/devices', enrolDescription, atMost(SMALL_BODY_BYTES), jsonBody(EnrolDeviceSchema), async (c) => {
    const given = c.req.valid('json');
    const { person } = c.get('session');
    if (!(await isProven(services, given, person.id))) return refuse(c, 'bad-request');
    return enrol(services, c, given);
  });

  app.get(
    '/api/devices',
    describeRoute({ summary: 'Own devices, or all with the permission to list them', tags }),
    async (c) => {
      const { person } = c.get('session');
      const isOwn = !may(person, 'devices.list') || c.req.query('own') === '1';
      return c.json(await listDevices(services, isOwn ? person.id : null));
    },
  );

  app.delete('/api/devices/:id', describeRoute({ summary: 'Revoke a device', tags }), async (c) => {
    const { person } = c.get('session');
    const device = await services.sync.store.read((log) => log.device(c.req.param('id')));
    const isOurs = device?.id === deviceIdOfKey(services.systemKey);
    if (!device || isOurs || (device.person !== person.id && !may(person, 'devices.revoke')))
      return refuse(c, 'not-found');
    await services.sync.store.write((log) => log.revoke(device.id, services.clock.now()));
    services.log.info({ device: device.id }, 'device revoked');
    return c.body(null, 204);
  });

  return app;
}

/** The id follows from the key, and the sender holds the key: nobody can enrol another's device. */
async function isProven({ sync }: Services, given: EnrolDevice, person: string): Promise<boolean> {
  if (deviceIdOf(Buffer.from(given.publicKey, 'base64url')) !== given.device) return false;
  return sync.verifyDeviceSignature(given.publicKey, hashOfStatement({ enrol: given.device, person }), given.proof);
}

/** Those of one person, or everybody's with `null`; without the server's own. */
async function listDevices({ db, systemKey }: Services, person: string | null): Promise<DeviceInfo[]> {
  let query = db
    .selectFrom('device')
    .leftJoin('beacon', 'beacon.device', 'device.id')
    .selectAll('device')
    .select(['beacon.received_at as beacon_at', 'beacon.health as beacon_health', lastEntryAt])
    .where('device.id', '!=', deviceIdOfKey(systemKey));
  if (person !== null) query = query.where('device.person', '=', person);
  const rows = await query.orderBy('device.enrolled_at').execute();
  return rows.map(({ beacon_at, beacon_health, last_entry_at, ...row }) => {
    const info = { ...infoOf(deviceOfRow(row)), beaconAt: beacon_at, lastEntryAt: last_entry_at };
    const isLatest = beacon_at !== null && beacon_at > (row.last_contact_at ?? 0);
    return isLatest && beacon_health !== null ? { ...info, health: JSON.parse(beacon_health) as DeviceHealth } : info;
  });
}

const lastEntryAt = sql<number | null>`(select e.received_at from entry e where e.device = device.id
  order by e.device_seq desc limit 1)`.as('last_entry_at');

/** Asking twice is asking once: the first answer may have been lost. */
async function enrol(services: Services, c: AppContext, given: EnrolDevice): Promise<Response> {
  const { person } = c.get('session');
  const at = services.clock.now();
  const outcome = await services.sync.store.write(async (log) => {
    const known = await log.device(given.device);
    if (known) return { device: known, isNew: false };
    const fresh = { revokedAt: null, lastSeq: 0, head: null, lastContactAt: null, health: null };
    const device: DeviceRow = {
      id: given.device,
      person: person.id,
      name: given.name,
      publicKey: given.publicKey,
      enrolledAt: at,
      ...fresh,
    };
    await log.enrol(device);
    return { device, isNew: true };
  });
  if (outcome.device.person !== person.id) return refuse(c, 'device-of-another-person');
  if (outcome.device.revokedAt !== null) return refuse(c, 'device-revoked');
  return c.json(infoOf(outcome.device), outcome.isNew ? 201 : 200);
}

function infoOf({ id, name, person, enrolledAt, revokedAt, lastContactAt, lastSeq, health }: DeviceRow): DeviceInfo {
  const unheard = { beaconAt: null, lastEntryAt: null };
  return { id, name, person, enrolledAt, revokedAt, lastContactAt, ...unheard, lastSeq, health };
}
