import { hash as digest } from "node:crypto";

/**
 * The Merkle tree of RFC 6962 §2.1: one hash that stands for a whole list, short proofs that a line is in it, and that one list
 * is the beginning of another. Positions and sizes are plain numbers: they stay far below 2^53.
 */
export type Hash = Buffer;
export const HASH_BYTES = 32;

export const sha256 = (...parts: Uint8Array[]): Hash => digest("sha256", Buffer.concat(parts), "buffer");
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const leafHash = (data: string | Uint8Array): Hash =>
  sha256(LEAF, typeof data === "string" ? Buffer.from(data) : data);
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(NODE, left, right);
export const emptyRoot = (): Hash => sha256();

/** The least that must be kept for a tree to grow: one hash for each power of two in its size. */
export class Frontier {
  size = 0;
  private peaks: Hash[] = [];

  append(leaf: Hash): void {
    let hash = leaf;
    for (let rest = this.size; rest % 2 === 1; rest = half(rest)) hash = nodeHash(this.peaks.pop() ?? hash, hash);
    this.peaks.push(hash);
    this.size += 1;
  }

  root(): Hash {
    return (
      this.peaks.reduceRight<Hash | null>((right, peak) => (right ? nodeHash(peak, right) : peak), null) ?? emptyRoot()
    );
  }
}

/** A whole tree, 64 bytes a leaf, from which proofs are made. */
export class Tree {
  private levels = [new HashList()];

  get size(): number {
    return this.level(0).length;
  }

  append(leaf: Hash): void {
    let hash = leaf;
    for (let height = 0; ; height += 1) {
      const level = this.level(height);
      level.push(hash);
      if (level.length % 2 === 1) return;
      hash = nodeHash(level.at(level.length - 2), hash);
    }
  }

  root(size = this.size): Hash {
    return size === 0 ? emptyRoot() : this.over(0, size);
  }

  /** The hashes that lead from one leaf to the root of the tree's first `size` leaves. */
  inclusionProof(index: number, size = this.size): Hash[] {
    const proof = (from: number, to: number): Hash[] => {
      if (to - from === 1) return [];
      const middle = from + split(to - from);
      return index < middle
        ? [...proof(from, middle), this.over(middle, to)]
        : [...proof(middle, to), this.over(from, middle)];
    };
    return proof(0, size);
  }

  /** The hashes that show the first `first` leaves to be the beginning of the first `size`. */
  consistencyProof(first: number, size = this.size): Hash[] {
    const proof = (from: number, to: number, known: boolean): Hash[] => {
      if (first === to) return known ? [] : [this.over(from, to)];
      const middle = from + split(to - from);
      if (first <= middle) return [...proof(from, middle, known), this.over(middle, to)];
      return [...proof(middle, to, false), this.over(from, middle)];
    };
    return first === 0 || first === size ? [] : proof(0, size, true);
  }

  private over(from: number, to: number): Hash {
    const count = to - from;
    const height = Math.log2(count);
    if (Number.isInteger(height)) return this.level(height).at(from / count);
    const middle = from + split(count);
    return nodeHash(this.over(from, middle), this.over(middle, to));
  }

  private level(height: number): HashList {
    return (this.levels[height] ??= new HashList());
  }
}

/** Whether the proof leads from this leaf, at this index, to this root (RFC 9162 §2.1.3.2). */
export function provesInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0 || index >= size) return false;
  let [here, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return false;
    if (here % 2 === 1 || here === last) {
      hash = nodeHash(step, hash);
      while (here % 2 === 0 && here !== 0) [here, last] = [half(here), half(last)];
    } else hash = nodeHash(hash, step);
    [here, last] = [half(here), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether the proof shows the tree of `first` leaves to be the beginning of the tree of `size` leaves (RFC 9162 §2.1.4.2). */
export function provesConsistency(
  first: number,
  size: number,
  firstRoot: Hash,
  root: Hash,
  proof: readonly Hash[],
): boolean {
  if (first === size) return proof.length === 0 && firstRoot.equals(root);
  if (first === 0) return proof.length === 0 && firstRoot.equals(emptyRoot());
  if (first < 0 || first > size) return false;
  const [start, ...steps] = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : proof;
  if (!start) return false;
  let [here, last] = [first - 1, size - 1];
  while (here % 2 === 1) [here, last] = [half(here), half(last)];
  let [old, now] = [start, start];
  for (const step of steps) {
    if (last === 0) return false;
    if (here % 2 === 1 || here === last) {
      [old, now] = [nodeHash(step, old), nodeHash(step, now)];
      while (here % 2 === 0 && here !== 0) [here, last] = [half(here), half(last)];
    } else now = nodeHash(now, step);
    [here, last] = [half(here), half(last)];
  }
  return last === 0 && old.equals(firstRoot) && now.equals(root);
}

const half = (number: number) => Math.floor(number / 2);
/** The largest power of two below a count of at least two. */
const split = (count: number) => 2 ** (Math.ceil(Math.log2(count)) - 1);

/** Hashes one after the other in one piece of memory. */
class HashList {
  length = 0;
  private bytes = Buffer.alloc(HASH_BYTES * 64);

  push(hash: Hash): void {
    if (this.length * HASH_BYTES === this.bytes.length) this.bytes = Buffer.concat([this.bytes], this.bytes.length * 2);
    hash.copy(this.bytes, this.length * HASH_BYTES);
    this.length += 1;
  }

  at(index: number): Hash {
    return Buffer.from(this.bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES));
  }
}
