import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const PEOPLE = [
  `create table meta (name text primary key, value text not null) strict`,
  `create table unit (id text primary key, name text not null, kind text not null) strict`,
  `create table person (id text primary key, account text not null unique, password_hash text not null, name text not null,
    role text not null, unit text not null references unit (id), active integer not null default 1, story text,
    place integer not null default 0) strict`,
  `create table session (id_hash text primary key, ref text not null unique, person text not null references person (id),
    created_at integer not null, last_used_at integer not null, user_agent text not null) strict`,
  `create index session_person on session (person)`,
  `create table sign_in_attempt (subject text primary key, failures integer not null, last_at integer not null,
    blocked_until integer not null) strict`,
];

const LOG = [
  `create table device (id text primary key, person text not null, name text not null, public_key text not null,
    enrolled_at integer not null, revoked_at integer, last_seq integer not null default 0, head text, last_contact_at integer,
    health text) strict`,
  `create index device_person on device (person)`,
  `create table entry (seq integer primary key, id text not null unique, device text not null references device (id),
    device_seq integer not null, case_id text not null, actor text not null, kind text not null, header text not null, sig text not null,
    received_at integer not null, chain text not null, receipt text not null, case_after integer not null, case_digest text not null,
    log_hash text not null) strict`,
  `create index entry_chain on entry (device, device_seq)`,
  `create index entry_case on entry (case_id, seq)`,
  `create table payload (entry_id text primary key references entry (id), salt text not null, body text not null) strict, without rowid`,
  `create table case_file (id text primary key, last_seq integer not null, closed integer not null, due_at integer not null,
    state text not null) strict`,
  `create index case_file_boot on case_file (closed, due_at, id)`,
  `create index case_file_changed on case_file (last_seq)`,
  `create table case_access (case_id text not null, key text not null, from_seq integer not null, to_seq integer,
    primary key (case_id, key, from_seq)) strict, without rowid`,
  `create index case_access_from on case_access (key, from_seq)`,
  `create index case_access_to on case_access (key, to_seq)`,
  `create table quarantine (device text not null, digest text not null, person text not null, received_at integer not null,
    code text not null, detail text not null, text text not null, primary key (device, digest)) strict`,
];

const BLOBS = [
  `create table blob (id text primary key, bytes integer not null, media_type text not null, received_at integer not null,
    receipt text not null) strict`,
  `create table blob_ref (blob text not null, entry_id text not null references entry (id), case_id text not null, device text not null,
    thumb_of text, primary key (blob, entry_id)) strict, without rowid`,
  `create index blob_ref_thumb on blob_ref (thumb_of) where thumb_of is not null`,
];

const ORDERS = [
  `create table order_no (order_no text primary key, case_id text not null, received_at integer not null) strict`,
  `create table grievance (key text not null, case_id text not null, received_at integer not null,
    primary key (key, case_id, received_at)) strict, without rowid`,
  `create table caller (ref text primary key, case_id text not null, order_no text not null, name text, phone text) strict`,
  `create index caller_case on caller (case_id)`,
  `create table caller_read (id integer primary key, case_id text not null, person text not null, at integer not null,
    purpose text not null) strict`,
  `create table import_batch (id text primary key, person text not null, at integer not null, file text not null,
    orders integer not null, joined integer not null) strict`,
  `create table column_mapping (fingerprint text primary key, mapping text not null, used_at integer not null) strict`,
];

export const migration0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...PEOPLE, ...LOG, ...BLOBS, ...ORDERS]) await sql.raw(statement).execute(db);
  },
};
