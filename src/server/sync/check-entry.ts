import * as v from 'valibot';
import type { DeviceRow } from '../db/port.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { Person } from '#domain/people/person.ts';
import type { QuarantineCode } from '#protocol/errors.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { VerifyDeviceSignature } from './ports.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';
import { commitmentOf, entryIdOf } from '#domain/log/seal.ts';
import { CanonicalJsonError } from '#domain/kernel/canonical-json.ts';
import { ENTRY_ALG, ENTRY_VERSION } from '#domain/log/entry.ts';
import { SignedEntrySchema } from '#protocol/entry-schema.ts';

/** Longest entry taken, as JSON text. Bodies are words and numbers; photos travel as blobs. */
const MAX_ENTRY_LENGTH = 256_000;

export interface CheckedEntry {
  readonly id: string;
  readonly entry: SignedEntry;
  readonly body: JsonObject;
}

export type EntryCheck =
  | { readonly ok: true; readonly checked: CheckedEntry }
  | { readonly ok: false; readonly entry: string | null; readonly code: QuarantineCode; readonly detail: string };

export interface Author {
  /** Devices that entries may name: whoever lost a device's store still hands in what it had signed, from another one. */
  readonly devices: ReadonlyMap<string, DeviceRow>;
  readonly person: Person;
  readonly verifyDeviceSignature: VerifyDeviceSignature;
}

/** Everything about one entry that needs no database: shape, commitment, id, author, signature, body ([SYNC-10] to [SYNC-17]). */
export async function checkEntry(raw: unknown, length: number, author: Author): Promise<EntryCheck> {
  if (length > MAX_ENTRY_LENGTH) return bad('too-big', `${String(length)} characters`);
  if (newerHeader(raw)) return bad('unsupported-version', 'header version or algorithm');
  const parsed = v.safeParse(SignedEntrySchema, raw);
  if (!parsed.success) return bad('malformed', describe(parsed.issues[0]));
  const entry: SignedEntry = parsed.output;
  if (!entry.payload) return bad('bad-commitment', 'payload missing');
  const sealed = sealOf(entry, entry.payload);
  if ('code' in sealed) return bad('malformed', sealed.detail);
  const misfit = (code: QuarantineCode, detail: string): EntryCheck => ({ ok: false, entry: sealed.id, code, detail });
  if (sealed.commit !== entry.header.commit) return misfit('bad-commitment', 'commit is not the hash of the payload');
  const device = author.devices.get(entry.header.device);
  if (device?.person !== author.person.id) return misfit('wrong-device', 'device of the header is not the person’s');
  if (entry.header.actor !== author.person.id) return misfit('wrong-actor', 'actor is not the signed-in person');
  if (!(await author.verifyDeviceSignature(device.publicKey, sealed.id, entry.sig)))
    return misfit('bad-signature', 'signature');
  const { body } = entry.payload;
  const place = bodyMisfit(entry.header.kind, entry.header.kindV, body);
  if (place !== null) return misfit('invalid-body', place);
  return { ok: true, checked: { id: sealed.id, entry, body } };
}

function bad(code: QuarantineCode, detail: string): EntryCheck {
  return { ok: false, entry: null, code, detail };
}

/** Told apart before the strict schema, which would call a newer header merely malformed. */
function newerHeader(raw: unknown): boolean {
  const header = (raw as { readonly header?: Partial<SignedEntry['header']> | null } | null)?.header;
  if (typeof header?.v !== 'number' || typeof header.alg !== 'string') return false;
  return header.v !== ENTRY_VERSION || header.alg !== ENTRY_ALG;
}

type Sealed =
  { readonly id: string; readonly commit: string } | { readonly code: 'malformed'; readonly detail: string };

function sealOf(entry: SignedEntry, payload: NonNullable<SignedEntry['payload']>): Sealed {
  try {
    return { id: entryIdOf(entry.header), commit: commitmentOf(payload) };
  } catch (error) {
    if (error instanceof CanonicalJsonError) return { code: 'malformed', detail: error.message };
    throw error;
  }
}

/** Place and rule only: the received value may be somebody's words. */
function describe(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'entry'}: expected ${issue.expected ?? issue.type}`;
}
