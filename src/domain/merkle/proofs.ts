import type { Hash, LeafRange } from './tree.ts';
import { innerHash, isFullSize, splitOf } from './tree.ts';

/** Whose hashes prove that leaf `index` is in the tree of `size` leaves: PATH of RFC 9162 §2.1.3.1, from the leaf up to the root. */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  if (index < 0 || index >= size) throw new RangeError(`leaf ${String(index)} is not in a tree of ${String(size)}`);
  return path(index, { from: 0, to: size });
}

function path(index: number, { from, to }: LeafRange): readonly LeafRange[] {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  const [left, right] = [
    { from, to: middle },
    { from: middle, to },
  ];
  return index < middle ? [...path(index, left), right] : [...path(index, right), left];
}

/** Whose hashes prove that the tree of `second` leaves goes on from that of `first`: PROOF of RFC 9162 §2.1.4.1. Empty for the empty tree. */
export function consistencyRanges(first: number, second: number): readonly LeafRange[] {
  if (first < 0 || first > second)
    throw new RangeError(`a tree of ${String(second)} cannot go on from ${String(first)}`);
  return first === 0 || first === second ? [] : subProof(first, { from: 0, to: second }, true);
}

/** `isKnown`: the checker has the hash of the old tree's part of this range already. */
function subProof(first: number, { from, to }: LeafRange, isKnown: boolean): readonly LeafRange[] {
  if (first === to) return isKnown ? [] : [{ from, to }];
  const middle = from + splitOf(to - from);
  const [left, right] = [
    { from, to: middle },
    { from: middle, to },
  ];
  return first <= middle ? [...subProof(first, left, isKnown), right] : [...subProof(first, right, false), left];
}

const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

/** RFC 9162 §2.1.3.2: the root that leaf and proof lead to; null when the proof has not the length it must have. */
export function rootFromInclusion(
  leaf: Hash,
  { index, size }: { readonly index: number; readonly size: number },
  proof: readonly Hash[],
): Hash | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  let [place, last, root] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return null;
    if (isOdd(place) || place === last) {
      root = innerHash(sibling, root);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      root = innerHash(root, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? root : null;
}

export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** RFC 9162 §2.1.4.2: whether the second tree begins with all the leaves of the first, in their order. */
export function isConsistent(first: TreeHead, second: TreeHead, proof: readonly Hash[]): boolean {
  if (first.size > second.size || first.size < 0) return false;
  if (first.size === second.size) return proof.length === 0 && sameHash(first.root, second.root);
  if (first.size === 0) return proof.length === 0;
  // A full tree's root is its own beginning and is left out of the proof.
  const [start, ...rest] = isFullSize(first.size) ? [first.root, ...proof] : proof;
  if (!start) return false;
  let [place, last] = [first.size - 1, second.size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  let [oldRoot, newRoot] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      oldRoot = innerHash(sibling, oldRoot);
      newRoot = innerHash(sibling, newRoot);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newRoot = innerHash(newRoot, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameHash(oldRoot, first.root) && sameHash(newRoot, second.root);
}

export function sameHash(a: Hash, b: Hash): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
