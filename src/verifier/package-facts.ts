import type { Audience } from '#domain/package/audience.ts';
import type { OpenedPackage } from '#domain/package/check-context.ts';
import type { Withheld } from '#domain/package/package-format.ts';
import { bytesOfBase64url } from '#domain/kernel/base64.ts';
import { readNote } from '#domain/merkle/checkpoint-note.ts';
import { readTimeStamp } from '#domain/package/time-stamp-token.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';

/** What a package says of itself. True only as far as all checks pass. */
export interface PackageFacts {
  readonly case: string;
  readonly madeAt: number;
  readonly audience: Audience;
  readonly entries: number;
  readonly withheld: Readonly<Record<Withheld, number>>;
  readonly originals: number;
  readonly absent: number;
  /** Server clock, ms; null without entries. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly tree: { readonly size: number; readonly root: string };
  /** Fingerprint of the key that signed the manifest. */
  readonly key: string;
  readonly anchors: readonly AnchorFact[];
}

export interface AnchorFact {
  readonly size: number;
  readonly at: number;
  /** By a time-stamping authority, ms; null when it only was printed or published. */
  readonly stampedAt: number | null;
}

/** SHA-256 of the raw key, hex: what is published and compared. */
export function fingerprintOf(publicKey: string): string {
  return sha256OfBytes(bytesOfBase64url(publicKey) ?? new Uint8Array());
}

export function factsOf(opened: OpenedPackage, signedBy: string): PackageFacts {
  const { manifest, entries, anchors, tokens } = opened;
  const times = entries.map(({ receipt }) => receipt.receivedAt);
  const count = (why: Withheld) => entries.filter(({ withheld }) => withheld === why).length;
  return {
    case: manifest.case,
    madeAt: manifest.madeAt,
    audience: manifest.audience,
    entries: entries.length,
    withheld: { erased: count('erased'), audience: count('audience'), caller: count('caller') },
    originals: manifest.files.filter(({ name }) => name.startsWith('originals/')).length,
    absent: manifest.absent.length,
    firstAt: times.length > 0 ? Math.min(...times) : null,
    lastAt: times.length > 0 ? Math.max(...times) : null,
    tree: manifest.tree,
    key: fingerprintOf(signedBy),
    anchors: anchors.map(({ note, at, token }) => ({
      size: readNote(note)?.checkpoint.size ?? 0,
      at,
      stampedAt: token === null ? null : (readTimeStamp(tokens.get(token) ?? new Uint8Array())?.atMs ?? null),
    })),
  };
}
