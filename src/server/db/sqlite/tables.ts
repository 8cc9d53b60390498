import type { Generated } from 'kysely';

/** Rows as SQLite holds them: numbers for times (ms) and truth values, text for JSON. */
export interface Tables {
  meta: { name: string; value: string };
  unit: { id: string; name: string; kind: string };
  person: {
    id: string;
    account: string;
    password_hash: string;
    name: string;
    role: string;
    unit: string;
    active: number;
    /** JSON of what the demo's sign-in button says; null outside the demo. */
    story: string | null;
    /** Place among the demo's buttons. */
    place: number;
  };
  session: SessionTable;
  sign_in_attempt: { subject: string; failures: number; last_at: number; blocked_until: number };
  device: {
    id: string;
    person: string;
    name: string;
    public_key: string;
    enrolled_at: number;
    revoked_at: number | null;
    last_seq: number;
    head: string | null;
    last_contact_at: number | null;
    health: string | null;
  };
  /** What a device in trouble said last, by its own signature. */
  beacon: { device: string; claimed_at: number; received_at: number; health: string };
  entry: EntryTable;
  /** Apart from the entry, so that it can be erased without touching what is signed. */
  payload: { entry_id: string; salt: string; body: string };
  case_file: {
    id: string;
    last_seq: number;
    closed: number;
    due_at: number;
    /** JSON of the CaseState. */
    state: string;
  };
  case_access: { case_id: string; key: string; from_seq: number; to_seq: number | null };
  blob: { id: string; bytes: number; media_type: string; received_at: number; receipt: string };
  blob_ref: { blob: string; entry_id: string; case_id: string; device: string; thumb_of: string | null };
  quarantine: {
    device: string;
    digest: string;
    person: string;
    received_at: number;
    code: string;
    detail: string;
    text: string;
  };
  /** Entries whose words are gone by order, whether or not the log has them (again). The ledger file says why. */
  erased: { entry_id: string };
  damage: {
    kind: string;
    id: string;
    case_id: string | null;
    seq: number | null;
    what: string;
    found_at: number;
  };
  /** Never changed and never deleted: what an entry was made by stays readable. */
  reference_version: {
    name: string;
    version: number;
    hash: string;
    at: number;
    by: string;
    reason: string;
    /** JSON */
    body: string;
  };
  /** Never changed and never deleted. */
  document_template: { kind: string; version: number; file_name: string; bytes: Buffer; at: number; by: string };
  erase_request: { id: string; case_id: string; entry_id: string; reason: string; asked_by: string; asked_at: number };
  order_no: { order_no: string; case_id: string; received_at: number };
  /** What orders of one grievance share. `key` is a keyed hash: the plain one would hold phone numbers. */
  grievance: { key: string; case_id: string; received_at: number };
  caller: { ref: string; case_id: string; order_no: string; name: string | null; phone: string | null };
  caller_read: { id: Generated<number>; case_id: string; person: string; at: number; purpose: string };
  /** Full subtrees of the tree over the log: node (level, place) covers the leaves from place · 2^level on. */
  tree_node: { level: number; place: number; hash: Uint8Array };
  /** Signed states of that tree; never changed, never deleted. */
  tree_checkpoint: { id: Generated<number>; epoch: string; size: number; root: Uint8Array; note: string; at: number };
  /** What somebody outside said of a checkpoint: for `rfc3161` a time-stamp token (DER). */
  anchor: { id: Generated<number>; checkpoint: number; kind: string; at: number; token: Uint8Array };
  /** Who took an evidence package of a case, for whom and why. `manifest`: SHA-256 of what was signed. */
  package_export: {
    id: string;
    case_id: string;
    person: string;
    at: number;
    audience: string;
    purpose: string;
    manifest: string;
    bytes: number;
  };
  import_batch: { id: string; person: string; at: number; file: string; orders: number; joined: number };
  column_mapping: { fingerprint: string; mapping: string; used_at: number };
}

export interface SessionTable {
  /** SHA-256 of the token; the token itself is nowhere. */
  id_hash: string;
  /** Public name of the session, for the list and for ending it. */
  ref: string;
  person: string;
  created_at: number;
  last_used_at: number;
  user_agent: string;
}

export interface EntryTable {
  seq: number;
  id: string;
  device: string;
  device_seq: number;
  case_id: string;
  actor: string;
  kind: string;
  /** JSON of the signed header. */
  header: string;
  sig: string;
  received_at: number;
  chain: string;
  /** JSON of the receipt as it was given. */
  receipt: string;
  case_after: number;
  case_digest: string;
  log_hash: string;
}
