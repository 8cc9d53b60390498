import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeafRange, NodeAt, TreeNode } from '#domain/merkle/tree.ts';
import { consistencyRanges, inclusionRanges, isConsistent, rootFromInclusion } from '#domain/merkle/proofs.ts';
import { EMPTY_ROOT, hashOfRange, leafHash, nodesOfAppended } from '#domain/merkle/tree.ts';
import { naivePath, naiveProof, naiveRoot } from './naive-tree.ts';

const LEAVES = Array.from({ length: 300 }, () => new Uint8Array(randomBytes(20)));

/** A tree that grows as the server's does: by batches, reading only nodes it wrote. */
class GrownTree {
  readonly #nodes = new Map<string, TreeNode>();
  size = 0;

  append(leaves: readonly Uint8Array[]): void {
    for (const node of nodesOfAppended(this.size, leaves.map(leafHash), this.nodeAt)) {
      const key = `${String(node.level)}/${String(node.index)}`;
      expect(this.#nodes.has(key)).toBe(false);
      this.#nodes.set(key, node);
    }
    this.size += leaves.length;
  }

  readonly nodeAt: NodeAt = ({ level, index }) => {
    const node = this.#nodes.get(`${String(level)}/${String(index)}`);
    if (!node) throw new Error(`no node ${String(level)}/${String(index)}`);
    return node.hash;
  };

  hashes(ranges: readonly LeafRange[]): readonly Uint8Array[] {
    return ranges.map((range) => hashOfRange(range, this.nodeAt));
  }

  root(size = this.size): Uint8Array {
    return hashOfRange({ from: 0, to: size }, this.nodeAt);
  }
}

const sizes = fc.integer({ min: 1, max: LEAVES.length });
const batches = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });

function grown(cuts: readonly number[]): GrownTree {
  const tree = new GrownTree();
  for (const count of cuts) tree.append(LEAVES.slice(tree.size, Math.min(LEAVES.length, tree.size + count)));
  return tree;
}

function flipped(hashes: readonly Uint8Array[], at: number): readonly Uint8Array[] {
  return hashes.map((hash, i) => (i === at ? hash.map((byte, j) => (j === 7 ? byte ^ 4 : byte)) : hash));
}

describe('the log’s tree', () => {
  it('[PROOF-1] has the roots of RFC 6962, however the leaves came in', () => {
    expect(Buffer.from(EMPTY_ROOT).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    fc.assert(
      fc.property(batches, (cuts) => {
        const tree = grown(cuts);
        expect(tree.root()).toEqual(naiveRoot(LEAVES.slice(0, tree.size)));
      }),
    );
  });

  it('[PROOF-1] tells a leaf and an inner node apart: neither can stand for the other', () => {
    const [a, b] = [LEAVES[0] ?? new Uint8Array(), LEAVES[1] ?? new Uint8Array()];
    const both = Buffer.concat([leafHash(a), leafHash(b)]);
    expect(leafHash(both)).not.toEqual(naiveRoot([a, b]));
  });

  it('[PROOF-2] every leaf has the proof of RFC 9162, and only its own leaf, place and size go through', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, some, other) => {
        const tree = grown([size]);
        const index = some % size;
        const leaf = leafHash(LEAVES[index] ?? new Uint8Array());
        const proof = tree.hashes(inclusionRanges(index, size));
        expect(proof).toEqual(naivePath(index, LEAVES.slice(0, size)));
        expect(rootFromInclusion(leaf, { index, size }, proof)).toEqual(tree.root());
        const wrong = other % size;
        if (wrong !== index) expect(rootFromInclusion(leaf, { index: wrong, size }, proof)).not.toEqual(tree.root());
        if (proof.length > 0) {
          const bad = flipped(proof, other % proof.length);
          expect(rootFromInclusion(leaf, { index, size }, bad)).not.toEqual(tree.root());
          expect(rootFromInclusion(leaf, { index, size }, proof.slice(1))).not.toEqual(tree.root());
        }
        expect(rootFromInclusion(leaf, { index, size }, [...proof, leaf])).toBeNull();
      }),
    );
  });

  it('[PROOF-3] every earlier tree has the proof of RFC 9162 that it is the beginning of the later one; others have none', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, some, at) => {
        const tree = grown([size]);
        const earlier = some % (size + 1);
        const [first, second] = [
          { size: earlier, root: tree.root(earlier) },
          { size, root: tree.root() },
        ];
        const proof = tree.hashes(consistencyRanges(earlier, size));
        if (earlier > 0) expect(proof).toEqual(naiveProof(earlier, LEAVES.slice(0, size)));
        expect(isConsistent(first, second, proof)).toBe(true);
        expect(isConsistent(second, first, proof)).toBe(earlier === size);
        expect(isConsistent(first, second, [...proof, first.root])).toBe(false);
        if (earlier === 0) return;
        const another = { size: earlier, root: naiveRoot([...LEAVES.slice(1, earlier), new Uint8Array(3)]) };
        expect(isConsistent(another, second, proof)).toBe(false);
        if (proof.length > 0) expect(isConsistent(first, second, flipped(proof, at % proof.length))).toBe(false);
      }),
    );
  });

  it('[PROOF-1] refuses to build on a tree with a hole', () => {
    const leaf = leafHash(new Uint8Array(1));
    const broken: NodeAt = () => {
      throw new Error('no such node');
    };
    expect(() => nodesOfAppended(3, [leaf], broken)).toThrow('no such node');
    expect(() => inclusionRanges(3, 3)).toThrow(RangeError);
    expect(() => consistencyRanges(4, 3)).toThrow(RangeError);
  });
});
