import type { JsonObject } from '../kernel/json.ts';

/** Version of the header's shape. */
export const ENTRY_VERSION = 1;
/** ECDSA over P-256 with SHA-256, signature in IEEE P1363 form (r ‖ s), as WebCrypto makes it. */
export const ENTRY_ALG = 'ES256';

/**
 * The signed part of an entry. Everything that must stay for ever and gives nobody away; the words and numbers people wrote are in the
 * payload, which can be erased without breaking the chain.
 */
export interface EntryHeader {
  readonly v: number;
  readonly alg: string;
  /** `deviceIdOf` the signing key. */
  readonly device: string;
  /** 1, 2, 3 … within the device's chain. */
  readonly seq: number;
  /** Id of the device's entry before this one; null for the first. */
  readonly prev: string | null;
  readonly case: string;
  /** Person id. */
  readonly actor: string;
  readonly kind: string;
  readonly kindV: number;
  /** The last server sequence the author had seen of this case; 0 when none. */
  readonly base: number;
  /** Hash of the last server checkpoint the device had seen: the entry cannot be older than that. */
  readonly checkpoint: string | null;
  /** The device's clock, ms since 1970. A claim: never used for order. */
  readonly claimedAt: number;
  /** Server clock minus device clock when last compared, ms; null when never. */
  readonly clockOffsetMs: number | null;
  /** `commitmentOf` the payload. */
  readonly commit: string;
  /** Hex SHA-256 of every original the entry needs. */
  readonly blobs: readonly string[];
}

/** What was written. `salt`: 32 hex digits, so that a withheld body cannot be found by trying. */
export interface Payload {
  readonly salt: string;
  readonly body: JsonObject;
}

/** An entry as it travels. The id is not sent: whoever receives it computes it. */
export interface SignedEntry {
  readonly header: EntryHeader;
  /** base64url of the 64 signature bytes over the UTF-8 of the id. */
  readonly sig: string;
  /** null once erased. */
  readonly payload: Payload | null;
}
