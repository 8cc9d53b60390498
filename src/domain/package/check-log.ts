import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Fault, FaultCode } from './fault.ts';
import type { OpenedPackage } from './check-context.ts';
import type { PackagedAnchor } from './package-format.ts';
import type { TreeCheckpoint } from '../merkle/checkpoint-note.ts';
import { base64urlOf, bytesOfBase64 } from '../kernel/base64.ts';
import { claimsKeyOf, originOf, readNote, signerOf } from '../merkle/checkpoint-note.ts';
import { isConsistent, rootFromInclusion, sameHash } from '../merkle/proofs.ts';
import { leafHashOf } from '../merkle/leaf.ts';
import { nameOf } from './check-entries.ts';
import { readTimeStamp } from './time-stamp-token.ts';
import { serverKeysOf } from './check-context.ts';

const CHECKPOINT = 'checkpoint.txt';

/** The signed state of the log, and that each entry is in it at its place (PROOF-28). */
export function logFaults(opened: OpenedPackage): readonly Fault[] {
  const { tree, epoch } = opened.manifest;
  const read = readSigned(opened, opened.checkpoint);
  if (typeof read === 'string') return [{ code: read, where: CHECKPOINT }];
  if (read.origin !== originOf(epoch)) return [{ code: 'wrong-epoch', where: CHECKPOINT }];
  if (read.size !== tree.size || bytesToHex(read.root) !== tree.root)
    return [{ code: 'checkpoint-altered', where: CHECKPOINT }];
  return opened.entries.flatMap((entry): Fault[] => {
    const { receipt, after, proof } = entry;
    const hashes = proof.map(bytesOfBase64);
    if (hashes.some((hash) => hash === null)) return [{ code: 'not-in-log', where: nameOf(entry) }];
    const place = { index: receipt.seq - 1, size: read.size };
    const root = rootFromInclusion(
      leafHashOf(receipt, after),
      place,
      hashes.filter((hash) => hash !== null),
    );
    return root && sameHash(root, read.root) ? [] : [{ code: 'not-in-log', where: nameOf(entry) }];
  });
}

function readSigned(opened: OpenedPackage, note: string): TreeCheckpoint | FaultCode {
  const read = readNote(note);
  if (!read) return 'checkpoint-altered';
  const keys = serverKeysOf(opened);
  const holds = (key: Uint8Array, _message: Uint8Array, sig: Uint8Array): boolean =>
    opened.holds(base64urlOf(key), read.text, base64urlOf(sig));
  if (signerOf(read, keys, holds)) return read.checkpoint;
  return claimsKeyOf(read, keys) ? 'checkpoint-altered' : 'foreign-key';
}

/** States of the log that were printed, published or stamped: this log goes on from each of them, and from no other (PROOF-29). */
export function anchorFaults(opened: OpenedPackage): readonly Fault[] {
  const last = readNote(opened.checkpoint)?.checkpoint;
  return opened.anchors.flatMap((anchor, i): Fault[] => {
    const code = last ? faultOfAnchor(opened, anchor, last) : 'checkpoint-altered';
    return code === null ? [] : [{ code, where: `anchors.json ${String(i + 1)}` }];
  });
}

function faultOfAnchor(opened: OpenedPackage, anchor: PackagedAnchor, last: TreeCheckpoint): FaultCode | null {
  const read = readSigned(opened, anchor.note);
  if (typeof read === 'string') return read;
  const { epoch, lineage, tree } = opened.manifest;
  const reaches = [...lineage, { epoch, seq: tree.size }];
  if (!reaches.some((reach) => originOf(reach.epoch) === read.origin && read.size <= reach.seq)) return 'wrong-epoch';
  const proof = anchor.proof.map(bytesOfBase64).filter((hash) => hash !== null);
  if (proof.length !== anchor.proof.length || !isConsistent(read, last, proof)) return 'two-heads';
  if (anchor.token === null) return null;
  const stamp = readTimeStamp(opened.tokens.get(anchor.token) ?? new Uint8Array());
  return stamp && sameHash(stamp.imprint, sha256(utf8ToBytes(anchor.note))) ? null : 'anchor-altered';
}
