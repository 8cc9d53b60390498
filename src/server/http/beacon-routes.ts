import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { AppEnv, Services } from './context.ts';
import { atMost } from './validated.ts';
import { BeaconGate } from '../auth/beacon-gate.ts';
import { BeaconSchema } from '#protocol/beacon.ts';
import { CanonicalJsonError } from '#domain/kernel/canonical-json.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { signedPart } from '#domain/log/receipt.ts';

/** Twenty troubles with a sentence each. */
const MAX_BODY_BYTES = 16_384;

/** The one route a device may always speak to: by its own signature, session or not. It is answered nothing but that something came. */
export function beaconRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const gate = new BeaconGate();
  const description = describeRoute({
    summary: 'A device in trouble says so, signed by its own key; always 204',
    tags: ['devices'],
    responses: { 204: { description: 'Whatever was sent, and whether or not the device is known' } },
  });

  app.post('/api/beacon', description, atMost(MAX_BODY_BYTES), async (c) => {
    const raw: unknown = await c.req.json().catch(() => null);
    await take(services, raw, (device) =>
      gate.admits(`${device} ${getConnInfo(c).remote.address ?? ''}`, services.clock.now()),
    );
    return c.body(null, 204);
  });

  return app;
}

async function take(services: Services, raw: unknown, admits: (device: string) => boolean): Promise<void> {
  const parsed = v.safeParse(BeaconSchema, raw);
  if (!parsed.success || !admits(parsed.output.device)) return;
  const { device, at, health, sig } = parsed.output;
  const row = await services.db.selectFrom('device').select('public_key').where('id', '=', device).executeTakeFirst();
  // Over what came, not over what the schema made of it: a newer app signs fields this server passes over.
  const hash = hashOf(raw as typeof parsed.output);
  if (!row || hash === null || !(await services.sync.verifyDeviceSignature(row.public_key, hash, sig))) return;
  await store(services, { device, claimed_at: at, health: JSON.stringify(health) });
  services.log.info({ device, troubles: health.troubles?.map(({ code }) => code) }, 'beacon');
}

function hashOf(beacon: { readonly sig: string }): string | null {
  try {
    return hashOfStatement(signedPart(beacon));
  } catch (error) {
    if (error instanceof CanonicalJsonError) return null;
    throw error;
  }
}

/** An older one that comes late, or is sent again by somebody, changes nothing. */
async function store(
  { db, clock }: Services,
  beacon: { readonly device: string; readonly claimed_at: number; readonly health: string },
): Promise<void> {
  const row = { ...beacon, received_at: clock.now() };
  const insert = db.insertInto('beacon').values(row);
  await insert
    .onConflict((conflict) =>
      conflict.column('device').doUpdateSet(row).where('beacon.claimed_at', '<', beacon.claimed_at),
    )
    .execute();
}
