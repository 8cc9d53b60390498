import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Person } from '#domain/people/person.ts';
import { activePerson } from './people.ts';

const DAY_MS = 86_400_000;
/** Field devices are away for weeks; what they hold must be deliverable when they come back. */
export const IDLE_MS = 30 * DAY_MS;
const LONGEST_MS = 90 * DAY_MS;
/** Writing the last use at every request would be a commit at every request. */
const TOUCH_MS = 5 * 60_000;
const TOKEN_BYTES = 32;
const MAX_AGENT_LENGTH = 200;

export interface Session {
  readonly ref: string;
  readonly person: Person;
  /** No session at all: a device hands in by its own signature, and is told nothing. */
  readonly isHandIn?: boolean | undefined;
}

export interface SessionInfoRow {
  readonly ref: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly userAgent: string;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** A new session, always with a new token (no fixation). The token is told once and kept only as its hash. */
export async function openSession(
  db: Db,
  person: string,
  about: { nowMs: number; userAgent: string },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const times = { created_at: about.nowMs, last_used_at: about.nowMs };
  const row = {
    id_hash: hashOf(token),
    ref: randomBytes(8).toString('hex'),
    person,
    user_agent: about.userAgent.slice(0, MAX_AGENT_LENGTH),
  };
  await db
    .insertInto('session')
    .values({ ...row, ...times })
    .execute();
  return token;
}

/** The session of a token, with the person as they are now; null when it ended, expired, or the person may no longer sign in. */
export async function sessionOf(db: Db, token: string, nowMs: number): Promise<Session | null> {
  const row = await db.selectFrom('session').selectAll().where('id_hash', '=', hashOf(token)).executeTakeFirst();
  if (!row || nowMs - row.last_used_at > IDLE_MS || nowMs - row.created_at > LONGEST_MS) return null;
  const person = await activePerson(db, row.person);
  if (!person) return null;
  if (nowMs - row.last_used_at > TOUCH_MS) {
    await db.updateTable('session').set({ last_used_at: nowMs }).where('id_hash', '=', row.id_hash).execute();
  }
  return { ref: row.ref, person };
}

export async function sessionsOf(db: Db, person: string, nowMs: number): Promise<SessionInfoRow[]> {
  const query = db
    .selectFrom('session')
    .selectAll()
    .where('person', '=', person)
    .where('last_used_at', '>', nowMs - IDLE_MS);
  const rows = await query
    .where('created_at', '>', nowMs - LONGEST_MS)
    .orderBy('last_used_at', 'desc')
    .execute();
  return rows.map((row) => ({
    ref: row.ref,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    userAgent: row.user_agent,
  }));
}

/** Ends every session of the person but this one. */
export async function endOtherSessions(db: Db, person: string, ref: string): Promise<void> {
  await db.deleteFrom('session').where('person', '=', person).where('ref', '!=', ref).execute();
}

/** Ends one of the person's own sessions, or with `null` all of them. The tokens are useless at once. */
export async function endSessions(db: Db, person: string, ref: string | null): Promise<number> {
  let query = db.deleteFrom('session').where('person', '=', person);
  if (ref !== null) query = query.where('ref', '=', ref);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}
