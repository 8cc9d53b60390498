import type { EntryHeader, Payload } from './entry.ts';
import type { JsonObject } from '../kernel/json.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256OfBytes, sha256OfText } from '../kernel/sha256.ts';

/** SHA-256(salt ‖ canonical body), hex. The salt's fixed length keeps the two apart. */
export function commitmentOf(payload: Payload): string {
  return sha256OfText(payload.salt + canonicalJson(payload.body));
}

/** The id of an entry: SHA-256 of its header's canonical JSON, hex. */
export function entryIdOf(header: EntryHeader): string {
  return hashOfStatement(header);
}

/** The hash that is signed for anything the server or a device states (receipt, checkpoint), hex. */
export function hashOfStatement(statement: object): string {
  return sha256OfText(canonicalJson(statement as JsonObject));
}

/** A device's id follows from its public key (65 raw bytes), so that no one can enrol another's id. 32 hex digits. */
export function deviceIdOf(publicKey: Uint8Array): string {
  return sha256OfBytes(publicKey).slice(0, 32);
}
