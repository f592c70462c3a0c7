import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  emptyRoot,
  Frontier,
  type Hash,
  leafHash,
  nodeHash,
  provesConsistency,
  provesInclusion,
  Tree,
} from "@/lib/record/merkle";

/** The vectors that implementations of RFC 6962 share: eight leaves and the roots of their first n. */
const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map(
  (hex) => leafHash(Buffer.from(hex, "hex")),
);
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const inclusions: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];
const consistencies: [first: number, size: number, proof: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    6,
    8,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [
    2,
    5,
    [
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];

const hex = (hashes: Hash[]) => hashes.map((hash) => hash.toString("hex"));
const treeOf = (all: Hash[]) => {
  const tree = new Tree();
  for (const leaf of all) tree.append(leaf);
  return tree;
};
/** The definition of RFC 6962 §2.1, word for word. */
const byDefinition = (all: Hash[]): Hash => {
  if (all.length <= 1) return all[0] ?? emptyRoot();
  let half = 1;
  while (half * 2 < all.length) half *= 2;
  return nodeHash(byDefinition(all.slice(0, half)), byDefinition(all.slice(half)));
};

describe("the vectors of RFC 6962", () => {
  const tree = treeOf(leaves);
  test("roots, from a whole tree and from a growing frontier", () => {
    const frontier = new Frontier();
    for (const [size, root] of roots.entries()) {
      expect(tree.root(size).toString("hex")).toBe(root);
      expect(frontier.root().toString("hex")).toBe(root);
      const next = leaves[size];
      if (next) frontier.append(next);
    }
  });
  test.each(inclusions)("leaf %i in a tree of %i", (index, size, proof) => {
    expect(hex(tree.inclusionProof(index, size))).toEqual(proof);
    expect(provesInclusion(leaves[index] as Hash, index, size, tree.inclusionProof(index, size), tree.root(size))).toBe(
      true,
    );
  });
  test.each(consistencies)("a tree of %i is the beginning of one of %i", (first, size, proof) => {
    expect(hex(tree.consistencyProof(first, size))).toEqual(proof);
    expect(provesConsistency(first, size, tree.root(first), tree.root(size), tree.consistencyProof(first, size))).toBe(
      true,
    );
  });
});

describe("every pair up to 70 leaves", () => {
  const many = Array.from({ length: 70 }, (_, n) => createHash("sha256").update(String(n)).digest());
  const tree = treeOf(many);
  const other = treeOf(many.map((leaf, n) => (n === 0 ? nodeHash(leaf, leaf) : leaf)));
  const sizes = many.map((_, n) => n + 1);
  const broken = (proof: Hash[]) => [
    proof.slice(1),
    [...proof, emptyRoot()],
    proof.map((hash, n) => (n === 0 ? nodeHash(hash, hash) : hash)),
  ];

  test("roots are those of the definition", () => {
    for (const size of sizes) expect(tree.root(size).equals(byDefinition(many.slice(0, size)))).toBe(true);
  });
  test("an inclusion proof holds for its leaf, place and root, and for no other", () => {
    for (const size of sizes)
      for (const [index, leaf] of many.slice(0, size).entries()) {
        const proof = tree.inclusionProof(index, size);
        expect(provesInclusion(leaf, index, size, proof, tree.root(size))).toBe(true);
        expect(provesInclusion(leaf, index, size, proof, other.root(size))).toBe(false);
        expect(provesInclusion(emptyRoot(), index, size, proof, tree.root(size))).toBe(false);
        if (size > 1) expect(provesInclusion(leaf, (index + 1) % size, size, proof, tree.root(size))).toBe(false);
        for (const wrong of broken(proof))
          if (size > 1) expect(provesInclusion(leaf, index, size, wrong, tree.root(size))).toBe(false);
      }
  });
  test("a consistency proof holds for its two roots, and for no other", () => {
    for (const size of sizes)
      for (const first of sizes.slice(0, size)) {
        const proof = tree.consistencyProof(first, size);
        expect(provesConsistency(first, size, tree.root(first), tree.root(size), proof)).toBe(true);
        expect(provesConsistency(first, size, other.root(first), tree.root(size), proof)).toBe(false);
        expect(provesConsistency(first, size, tree.root(first), other.root(size), proof)).toBe(false);
        for (const wrong of broken(proof))
          if (first < size)
            expect(provesConsistency(first, size, tree.root(first), tree.root(size), wrong)).toBe(false);
      }
  });
});
