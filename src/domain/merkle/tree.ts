import { sha256 } from '@noble/hashes/sha2.js';

/** A SHA-256, 32 bytes. */
export type Hash = Uint8Array;

const [LEAF, INNER] = [0, 1];

/** The root of a tree without leaves (RFC 9162 §2.1.1). */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

/** RFC 9162 §2.1.1: SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array): Hash {
  return sha256.create().update(Uint8Array.of(LEAF)).update(leaf).digest();
}

/** RFC 9162 §2.1.1: SHA-256(0x01 ‖ left ‖ right). The other first byte keeps an inner node from being shown as a leaf. */
export function innerHash(left: Hash, right: Hash): Hash {
  return sha256.create().update(Uint8Array.of(INNER)).update(left).update(right).digest();
}

/** A full subtree: it covers the leaves from `index · 2^level` on, 2^level of them. It never changes while the log grows. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

export interface TreeNode extends NodePlace {
  readonly hash: Hash;
}

export type NodeAt = (place: NodePlace) => Hash;

/** Leaves `from` (included) to `to` (excluded). In a tree every such range begins where a full subtree begins. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** The largest power of two below `size`, which is at least 2. Numbers go to 2^53, so no bit operators. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Whether a tree of that many leaves is full: a power of two. */
export function isFullSize(size: number): boolean {
  return 2 ** Math.round(Math.log2(size)) === size;
}

/** The full subtrees that make up a range, from left to right: at most one for each binary digit of its length. */
export function placesOf({ from, to }: LeafRange): readonly NodePlace[] {
  const size = to - from;
  if (size === 0) return [];
  if (isFullSize(size)) return [{ level: Math.round(Math.log2(size)), index: from / size }];
  const middle = from + splitOf(size);
  return [...placesOf({ from, to: middle }), ...placesOf({ from: middle, to })];
}

/** The hash of a range (MTH of RFC 9162 §2.1.1) from the full subtrees in it. */
export function hashOfRange(range: LeafRange, nodeAt: NodeAt): Hash {
  const hashes = placesOf(range).map(nodeAt);
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => innerHash(left, right));
}

/**
 * The full subtrees that come to be when leaves are appended to a tree of `size` leaves. `nodeAt` is asked for `placesOf` the old tree only.
 */
export function nodesOfAppended(size: number, leaves: readonly Hash[], nodeAt: NodeAt): readonly TreeNode[] {
  const made: TreeNode[] = [];
  /** The last node of each level, which is the left sibling of the next. */
  const last = new Map(
    placesOf({ from: 0, to: size }).map((place) => [place.level, { ...place, hash: nodeAt(place) }]),
  );
  for (const [i, leaf] of leaves.entries()) {
    let node: TreeNode = { level: 0, index: size + i, hash: leaf };
    for (;;) {
      made.push(node);
      const left = last.get(node.level);
      last.set(node.level, node);
      if (node.index % 2 === 0) break;
      if (left?.index !== node.index - 1) throw new Error('the tree that is added to has a hole');
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: innerHash(left.hash, node.hash) };
    }
  }
  return made;
}
