import { randomBytes } from 'node:crypto';
import type { EntryHeader, SignedEntry } from '#domain/log/entry.ts';
import type { DeviceRow } from '../db/port.ts';
import type { Kind } from '#domain/case/bodies.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { SigningKey } from './p256.ts';
import { commitmentOf, deviceIdOf, entryIdOf } from '#domain/log/seal.ts';
import { ENTRY_ALG, ENTRY_VERSION } from '#domain/log/entry.ts';
import { KIND_VERSIONS } from '#domain/case/bodies.ts';

export interface Draft {
  readonly case: string;
  readonly kind: Kind;
  readonly body: JsonObject;
  readonly base: number;
  readonly at: number;
  readonly blobs?: readonly string[] | undefined;
}

export interface WrittenEntry {
  readonly id: string;
  readonly entry: SignedEntry;
}

/** Writes one device's chain on the server's side: the server's own orders, and the demo people's stories. */
export class DeviceWriter {
  readonly device: string;
  readonly person: string;
  readonly #key: SigningKey;
  #seq: number;
  #prev: string | null;

  constructor(key: SigningKey, at: Pick<DeviceRow, 'person' | 'lastSeq' | 'head'>) {
    this.#key = key;
    this.device = deviceIdOfKey(key);
    this.person = at.person;
    this.#seq = at.lastSeq;
    this.#prev = at.head;
  }

  async write(draft: Draft): Promise<WrittenEntry> {
    const payload = { salt: randomBytes(16).toString('hex'), body: draft.body };
    const header: EntryHeader = {
      v: ENTRY_VERSION,
      alg: ENTRY_ALG,
      device: this.device,
      seq: this.#seq + 1,
      prev: this.#prev,
      case: draft.case,
      actor: this.person,
      kind: draft.kind,
      kindV: KIND_VERSIONS[draft.kind],
      base: draft.base,
      checkpoint: null,
      claimedAt: draft.at,
      clockOffsetMs: 0,
      commit: commitmentOf(payload),
      blobs: draft.blobs ?? [],
    };
    const id = entryIdOf(header);
    const entry = { header, sig: await this.#key.sign(id), payload };
    this.#seq += 1;
    this.#prev = id;
    return { id, entry };
  }
}

export function deviceIdOfKey(key: SigningKey): string {
  return deviceIdOf(Buffer.from(key.publicKey, 'base64url'));
}

export function deviceRowOf(
  key: SigningKey,
  about: { readonly person: string; readonly name: string; readonly at: number },
): DeviceRow {
  const { person, name, at } = about;
  const fresh = { revokedAt: null, lastSeq: 0, head: null, lastContactAt: null, health: null };
  return { id: deviceIdOfKey(key), person, name, publicKey: key.publicKey, enrolledAt: at, ...fresh };
}
