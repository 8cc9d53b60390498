import type { Receipt } from '../log/receipt.ts';
import type { Hash } from './tree.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { leafHash } from './tree.ts';
import { signedPart } from '../log/receipt.ts';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * What the log's tree holds of one entry: everything its receipt states (id, case, sequence, time, verdict, epoch), and the sequence of the
 * case's entry before it, so that none can be left out of a case unseen. Not the receipt's signature: signing anew changes no leaf.
 * @param after the case's last sequence before this entry; 0 when it is the first
 */
export function leafOf(receipt: Receipt, after: number): Uint8Array {
  return utf8ToBytes(canonicalJson({ ...signedPart(receipt), after }));
}

export function leafHashOf(receipt: Receipt, after: number): Hash {
  return leafHash(leafOf(receipt, after));
}
