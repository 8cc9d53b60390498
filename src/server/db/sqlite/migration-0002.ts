import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/** The last beacon of each device. `claimed_at` is the device's own time: it orders a device's beacons among themselves, and nothing else. */
export const migration0002: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        `create table beacon (device text primary key references device (id), claimed_at integer not null,
    received_at integer not null, health text not null) strict, without rowid`,
      )
      .execute(db);
  },
};
