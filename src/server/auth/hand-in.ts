import type { DeviceRow } from '../db/port.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Session } from './sessions.ts';
import type { VerifyDeviceSignature } from '../sync/ports.ts';
import { deviceOfRow } from '../db/sqlite/rows.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { personOfRow } from './people.ts';

const PROOF = /^([0-9a-f]{32})\.([A-Za-z0-9_-]{86})$/;

/** Routes a hand-in may use. What it may do there is less than a session may. */
const ROUTES: readonly RegExp[] = [
  /^POST \/api\/sync$/,
  /^POST \/api\/blobs\/uploads$/,
  /^(HEAD|PATCH) \/api\/blobs\/uploads\//,
];

export function isHandInRoute(method: string, path: string): boolean {
  return ROUTES.some((route) => route.test(`${method} ${path}`));
}

/**
 * Whoever may not sign in any more (a closed account) may still hand in what their device signed, by the device's own signature: each entry
 * is kept for review, its photos are taken, and nothing is told (fault 50). The proof bears no time: a copy of it hands in nothing but what
 * the device signed itself.
 */
export async function handInOf(db: Db, verify: VerifyDeviceSignature, header: string): Promise<Session | null> {
  const [, id, sig] = PROOF.exec(header) ?? [];
  if (id === undefined || sig === undefined) return null;
  const row = await db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirst();
  const person = row && (await db.selectFrom('person').selectAll().where('id', '=', row.person).executeTakeFirst());
  if (!row || !person || !isClosed(deviceOfRow(row), person.active)) return null;
  if (!(await verify(row.public_key, hashOfStatement({ handIn: id }), sig))) return null;
  return { ref: '', person: personOfRow(person), isHandIn: true };
}

/** Everybody else signs in: an expired session is no reason to take entries for review. */
function isClosed({ revokedAt }: DeviceRow, active: number): boolean {
  return revokedAt !== null || active === 0;
}
