import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { isSignedBy, publicKeyText, readCheckpoint, readPublicKey, signCheckpoint } from "@/lib/record/checkpoint";
import { leafHash } from "@/lib/record/merkle";

/** The example with which the signed-note format was published. */
const published = {
  key: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature: "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
};
const bytes = Buffer.from(published.signature, "base64");
const signatures = [{ name: "PeterNeumann", keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) }];

const signer = { name: "kulla/tower.example", key: generateKeyPairSync("ed25519").privateKey };
const state = { origin: "kulla/tower.example", size: 214, root: leafHash("root") };
const note = signCheckpoint(state, signer);

test("the published example holds, and no other text does", () => {
  const key = readPublicKey(published.key);
  expect(key && publicKeyText(key)).toBe(published.key);
  expect(key && isSignedBy({ text: published.text, signatures }, key)).toBe(true);
  expect(key && isSignedBy({ text: published.text.replace("don't", "do"), signatures }, key)).toBe(false);
});

test("what is signed is read back, and is known by its public key alone", () => {
  const read = readCheckpoint(note);
  expect(read).toMatchObject(state);
  const key = readPublicKey(publicKeyText(signer));
  expect(read && key && isSignedBy(read, key)).toBe(true);
});

test("another key of the same name, or the same key under another name, has not signed it", () => {
  const read = readCheckpoint(note);
  const stranger = { name: signer.name, key: generateKeyPairSync("ed25519").privateKey };
  expect(read && isSignedBy(read, stranger)).toBe(false);
  expect(read && isSignedBy(read, { ...signer, name: "kulla/other.example" })).toBe(false);
});

test("a witness may add a line and a signature", () => {
  const witness = { name: "witness.example", key: generateKeyPairSync("ed25519").privateKey };
  const [line = ""] = signCheckpoint(state, witness).split("\n").slice(-2);
  const read = readCheckpoint(`${note}${line}\n`);
  expect(read && isSignedBy(read, signer) && isSignedBy(read, witness)).toBe(true);
});

test.each([
  ["nothing", ""],
  ["no signature", note.slice(0, note.indexOf("—"))],
  ["no blank line", note.replace("\n\n", "\n")],
  ["a size with a zero before it", note.replace("\n214\n", "\n0214\n")],
  ["a negative size", note.replace("\n214\n", "\n-214\n")],
  ["a short root", note.replace(/\n[A-Za-z0-9+/]{4}/, "\n")],
  ["words after the signatures", `${note}and more`],
  ["no last newline", note.trimEnd()],
])("a note with %s is none", (_what, text) => {
  expect(readCheckpoint(text)).toBeNull();
});

test("a public key whose id is not its own is none", () => {
  expect(readPublicKey(published.key.replace("c74f20a3", "c74f20a4"))).toBeNull();
  expect(readPublicKey("kulla")).toBeNull();
});
