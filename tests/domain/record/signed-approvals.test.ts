import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/lib/kernel/env";
import { type NoteKey, publicKeyText, signCheckpoint } from "@/lib/record/checkpoint";
import { exportIncident } from "@/lib/record/export";
import { leafHash, sha256, Tree } from "@/lib/record/merkle";
import { RecordSigner } from "@/lib/record/sign-record";
import { SignerFolder } from "@/lib/record/signer-folder";
import { calls } from "../../support/api";
import { Authenticator, type Lies } from "../../support/authenticator";
import { type Cast, gather } from "../../support/cast";
import { owner, urls } from "../../support/database";
import { Decision, expectOk } from "../../support/decisions";
import * as make from "../../support/make";
import { givePasskey, signed } from "../../support/signing";
import { verifies } from "../../support/verifier";
import { Random } from "./random";

const MUTATIONS = 1000;
const seed = Number(process.env["TEST_SEED"] ?? Date.now() % 1_000_000);
const random = new Random(seed);
const home = mkdtempSync(path.join(os.tmpdir(), "kulla-signed-"));
const inHome = (name: string) => path.join(home, name);
const thief: NoteKey = { name: "kulla/test", key: generateKeyPairSync("ed25519").privateKey };

interface Line {
  seq: number;
  canon: string;
  salt: string;
  body: string;
  proof: string | null;
}
interface Header extends Record<string, unknown> {
  keys: Line[];
  texts: string[];
}
interface Signature extends Record<string, string> {
  nonce: string;
  origin: string;
  credentialId: string;
  publicKey: string;
  authenticatorData: string;
  clientDataJson: string;
  signature: string;
}
type Words = Record<string, unknown> & { signature: Signature };
interface Approval {
  canon: { seq: number; type: string; actor: string; incident: string };
  words: Words;
}
interface Known {
  seq: number;
  type: string;
  person: string;
  credentialId?: string;
  sha256?: string;
}
interface Held {
  keys: Known[];
  texts: Set<string>;
  used: Set<string>;
  origin?: string;
  origins: Set<string>;
}
interface Verifier {
  whyNotSigned: (approval: Approval, held: Held) => string[] | null;
  keysIn: (header: Header, checkpoint: null) => Known[];
}

let cast: Cast;
let verifier: Verifier;
let header: Header;
let lines: Line[];
let approvals: Approval[];
let devices: Map<string, Authenticator>;

beforeAll(async () => {
  verifier = (await import(pathToFileURL(path.resolve("tools/verify.mjs")).href)) as Verifier;
  cast = await gather();
  const incident = await make.openIncident(cast);
  for (const [code, tier] of [
    ["NET", 0],
    ["OFFICE", 3],
  ] as const)
    await make.addSystem(cast.besa, code, cast.mira, { tier });
  const made = {
    rs256: await givePasskey(cast.dritan, "RS256"),
    es256: await givePasskey(cast.dritan),
    eddsa: await givePasskey(cast.arta, "EdDSA"),
  };
  devices = new Map(Object.values(made).map((device) => [device.id.toString("base64url"), device]));
  const approve = async (decision: Decision, who: "dritan" | "arta", device: Authenticator, part = "approvals") =>
    expectOk(decision.act(cast[who], part, await signed(decision, cast[who], device)));
  for (let n = 0; n < 3; n += 1) {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await approve(decision, "arta", made.eddsa);
    await approve(decision, "dritan", n % 2 ? made.rs256 : made.es256);
  }
  const emergency = await Decision.draft(cast.besa, incident, ["OFFICE"]);
  await expectOk(emergency.act(cast.besa, "emergency", { revision: 1, codes: ["OFFICE"], reason: "It spreads" }));
  await approve(emergency, "dritan", made.es256, "ratifications");
  const coded = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
  await expectOk(coded.approve(cast.dritan));
  // What comes later takes nothing from what was signed before.
  const { body } = await calls(cast.dritan.token).get("/me");
  const [first] = body["passkeys"] as { id: string }[];
  await expectOk(calls(cast.dritan.token).send("DELETE", `/me/passkeys/${first?.id}`));
  const rows = (await exported(incident.ref)).trimEnd().split("\n");
  [header, ...lines] = rows.map((row) => JSON.parse(row)) as [Header, ...Line[]];
  approvals = lines.flatMap(({ canon, body: words }) => {
    const one = { canon: JSON.parse(canon), words: JSON.parse(words) } as Approval;
    return one.words["factor"] === "passkey" ? [one] : [];
  });
});
afterAll(() => rmSync(home, { recursive: true }));

async function exported(ref: string): Promise<string> {
  const signerClient = new pg.Client({ connectionString: urls.signer });
  await signerClient.connect();
  const folder = new SignerFolder(inHome("key.pem"));
  const signer = new RecordSigner(folder, folder.key("kulla/test"));
  await signer.recheck(signerClient);
  await signer.round(signerClient);
  await signerClient.end();
  const client = await owner.connect();
  try {
    return (await exportIncident(client, ref, { by: "a clerk" })).text;
  } finally {
    client.release();
  }
}

const textOf = (head: Header, rest: Line[]) => [head, ...rest].map((row) => `${JSON.stringify(row)}\n`).join("");

describe("an export", () => {
  test("shows each signed approval to be its person's, with ES256, RS256 and EdDSA, and counts the others", async () => {
    const { code, said } = await verifies(textOf(header, lines), "--key", inHome("public-key.txt"));
    expect(said).toContain(`7 approvals signed with a passkey of whoever gave it`);
    expect(said).toContain(`at ${env().origin}.`);
    expect(said).toContain("1 approval given by a code");
    expect(said).toContain("RESULT: everything that was checked holds.");
    expect(code).toBe(0);
  });
  test("brings the lines of the signers' keys and no others, and the texts that were signed", () => {
    const people = new Set(verifier.keysIn(header, null).map(({ person }) => person));
    expect(people).toEqual(new Set([cast.dritan.id, cast.arta.id]));
    expect(header.keys).toHaveLength(4);
    expect(header.texts).toHaveLength(4);
  });
  test("is refused where it was signed at another address than the one that is known", async () => {
    const text = textOf(header, lines);
    expect(await verifies(text, "--origin", env().origin)).toMatchObject({ code: 0 });
    const { code, said } = await verifies(text, "--origin", "https://kulla.example");
    expect([code, said.includes("it was not signed at https://kulla.example.")]).toEqual([1, true]);
  });
});

const copy = <T>(value: T): T => structuredClone(value);
const fresh = (): Held => ({
  keys: copy(verifier.keysIn(header, null)),
  texts: new Set(header.texts.map((text) => sha256(Buffer.from(text)).toString("hex"))),
  used: new Set(),
  origins: new Set(),
});
const bits = (base64url: string): string => {
  const bytes = Buffer.from(base64url, "base64url");
  const at = random.between(0, bytes.length - 1);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7));
  return bytes.toString("base64url");
};
const otherThan = (one: Approval) => random.oneOf(approvals.filter(({ canon }) => canon.seq !== one.canon.seq));
const keyOf = (held: Held, { words }: Approval) =>
  held.keys.find(({ type, credentialId }) => type === "passkey.added" && credentialId === words.signature.credentialId);
/** Whoever made the device signs what stands in the approval, with lies or without. */
const signAnew = ({ words }: Approval, device: Authenticator, lies: Lies = {}) => {
  const { challenge } = JSON.parse(Buffer.from(words.signature.clientDataJson, "base64url").toString());
  const { response } = device.get({ challenge }, lies) as { response: Record<string, string> };
  Object.assign(words.signature, {
    authenticatorData: response["authenticatorData"],
    clientDataJson: response["clientDataJSON"],
    signature: response["signature"],
  });
};
const ownDevice = ({ words }: Approval) => devices.get(words.signature.credentialId) as Authenticator;

/** What somebody could change who writes the whole record anew: everything around the signature fits, because nothing else is asked here. */
const mutations: Record<string, (one: Approval, held: Held) => unknown> = {
  "a bit of the signature": ({ words }) => {
    words.signature.signature = bits(words.signature.signature);
  },
  "a bit of what the device said": ({ words }) => {
    words.signature.authenticatorData = bits(words.signature.authenticatorData);
  },
  "a bit of what the browser said": ({ words }) => {
    words.signature.clientDataJson = bits(words.signature.clientDataJson);
  },
  "a bit of the key": ({ words }) => {
    words.signature.publicKey = bits(words.signature.publicKey);
  },
  "a bit of the key, and its history made to fit": (one, held) => {
    one.words.signature.publicKey = bits(one.words.signature.publicKey);
    const key = keyOf(held, one);
    if (key) key.sha256 = sha256(Buffer.from(one.words.signature.publicKey, "base64url")).toString("hex");
  },
  "another key, which signed": (one) => {
    const forger = new Authenticator(env().origin);
    signAnew(one, forger);
    one.words.signature.publicKey = forger.cose.toString("base64url");
  },
  "another key under a name of its own": (one) => {
    const forger = new Authenticator(env().origin);
    signAnew(one, forger);
    one.words.signature.publicKey = forger.cose.toString("base64url");
    one.words.signature.credentialId = forger.id.toString("base64url");
  },
  "the key of another person": (one) => {
    const theirs = random.oneOf(approvals.filter(({ canon }) => canon.actor !== one.canon.actor)).words.signature;
    signAnew(one, devices.get(theirs.credentialId) as Authenticator);
    one.words.signature.publicKey = theirs.publicKey;
    one.words.signature.credentialId = theirs.credentialId;
  },
  "the hash of the text": ({ words }, held) => {
    words["textHash"] = sha256(Buffer.from(String(random.between(0, 1e9)))).toString("hex");
    held.texts.add(String(words["textHash"]));
  },
  "the text": ({ words }, held) => {
    held.texts.delete(String(words["textHash"]));
  },
  "the effects": ({ words }) => {
    words["previewHash"] = sha256(Buffer.from(String(random.between(0, 1e9)))).toString("hex");
  },
  "the version": ({ words }) => {
    words["version"] = Number(words["version"]) + random.between(1, 9);
  },
  "the decision": ({ words }) => {
    words["name"] = `D-${String(random.between(50, 999)).padStart(3, "0")}`;
  },
  "who approved": (one) => {
    one.canon.actor = one.canon.actor === cast.arta.id ? cast.dritan.id : cast.arta.id;
  },
  "who approved, with the history of their keys": (one, held) => {
    one.canon.actor = cast.ilir.id;
    for (const key of held.keys) key.person = cast.ilir.id;
  },
  "the incident": (one) => {
    one.canon.incident = crypto.randomUUID();
  },
  "the reason": ({ words }) => {
    words["reason"] = `${String(words["reason"])}.`;
  },
  "approval for ratification": (one) => {
    one.canon.type = one.canon.type === "decision.ratified" ? "decision.approved" : "decision.ratified";
  },
  "the nonce": ({ words }) => {
    words.signature.nonce = bits(words.signature.nonce);
  },
  "the address": ({ words }) => {
    words.signature.origin = "https://kulla.evil";
  },
  "the address, signed there": (one) => {
    signAnew(one, ownDevice(one), { origin: "https://kulla.evil" });
    one.words.signature.origin = "https://kulla.evil";
  },
  "the host": (one) => signAnew(one, ownDevice(one), { host: "kulla.evil" }),
  "PIN or finger": (one) => signAnew(one, ownDevice(one), { unverified: true }),
  "a replay of the same": (one, held) => verifier.whyNotSigned(copy(one), held),
  "a signature of another approval": (one) => {
    one.words.signature = copy(otherThan(one).words.signature);
  },
  "words of another approval": (one) => {
    one.words = { ...copy(otherThan(one).words), signature: one.words.signature };
  },
  "a key that nobody registered": (one, held) => {
    held.keys = held.keys.filter((key) => key !== keyOf(held, one));
  },
  "a key that came later": (one, held) => {
    const key = keyOf(held, one);
    if (key) key.seq = one.canon.seq + random.between(1, 9);
  },
  "a key that was removed before": (one, held) =>
    held.keys.push({
      seq: one.canon.seq - 1,
      type: "passkey.removed",
      person: one.canon.actor,
      credentialId: one.words.signature.credentialId,
    }),
  "a key from before a reset": (one, held) =>
    held.keys.push({ seq: one.canon.seq - 1, type: "person.reset", person: one.canon.actor }),
  "no signature": ({ words }) => {
    Object.assign(words, { signature: undefined });
  },
  "half a signature": ({ words }) => {
    Object.assign(words.signature, { [random.oneOf(Object.keys(words.signature))]: undefined });
  },
  "a code, called strong": ({ words }) => Object.assign(words, { factor: "totp", signature: undefined }),
  "a signature, called a code": ({ words }) => Object.assign(words, { factor: "totp", weaker: true }),
  "another spelling of the bytes": ({ words }) => {
    const part = random.oneOf(["signature", "authenticatorData", "publicKey", "clientDataJson"] as const);
    words.signature[part] += random.oneOf(["=", "A", " ", "\n", "+"]);
  },
};

test("a thousand changed approvals are all refused", () => {
  const names = Object.keys(mutations);
  const counted = new Map<string, number>();
  for (const one of approvals) expect(verifier.whyNotSigned(one, fresh())).toEqual([]);
  for (let n = 0; n < MUTATIONS; n += 1) {
    const name = names[n % names.length] ?? "";
    const one = copy(random.oneOf(approvals));
    const held = fresh();
    mutations[name]?.(one, held);
    const reasons = verifier.whyNotSigned(one, held);
    expect(reasons, `${name}, mutation ${n}, seed ${seed}`).not.toBeNull();
    expect(reasons?.length, `${name}, mutation ${n}, seed ${seed}`).toBeGreaterThan(0);
    counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  console.log(`[signatures] seed ${seed}: ${MUTATIONS} changed in ${counted.size} ways, 0 accepted`);
}, 120_000);

/** The record written anew from end to end around a change, every hash made to fit, and signed with a key that the file brings along. */
function rewritten(change: (one: Approval, header: Header, at: number) => void): string {
  const head = copy(header);
  const rest = copy(lines);
  const at = rest.findIndex(({ body }) => body.includes('"factor":"passkey"'));
  const line = rest[at] as Line;
  const one = { canon: JSON.parse(line.canon), words: JSON.parse(line.body) } as Approval;
  change(one, head, at);
  line.canon = JSON.stringify(one.canon);
  line.body = JSON.stringify(one.words);
  const tree = new Tree();
  const all = [...head.keys, ...rest].sort((a, b) => a.seq - b.seq);
  for (const [index, entry] of all.entries()) {
    const canon = JSON.parse(entry.canon);
    const body = sha256(Buffer.from(entry.salt, "base64"), Buffer.from(entry.body)).toString("hex");
    entry.seq = index + 1;
    entry.canon = JSON.stringify({ ...canon, seq: entry.seq, body });
    tree.append(leafHash(entry.canon));
  }
  for (const [index, entry] of all.entries())
    entry.proof = Buffer.concat(tree.inclusionProof(index)).toString("base64");
  const checkpoint = signCheckpoint({ origin: thief.name, size: tree.size, root: tree.root() }, thief);
  return textOf({ ...head, checkpoint, publicKey: publicKeyText(thief), ties: [] }, rest);
}

describe("in a record that was rewritten whole, by whoever holds the key of its signer", () => {
  test("what was signed still holds", async () => {
    expect(await verifies(rewritten(() => {}))).toMatchObject({ code: 0 });
  });
  test.each<[string, string, (one: Approval, header: Header) => void]>([
    ["the decision", "something else was signed", ({ words }) => Object.assign(words, { name: "D-999" })],
    ["who approved", "something else was signed", ({ canon }) => Object.assign(canon, { actor: cast.ilir.id })],
    [
      "the key",
      "its key is not the one that was registered",
      (one) => {
        const forger = new Authenticator(env().origin);
        signAnew(one, forger);
        one.words.signature.publicKey = forger.cose.toString("base64url");
      },
    ],
    ["the signature", "its signature cannot be read", ({ words }) => Object.assign(words, { signature: null })],
    [
      "the lines of keys",
      "nobody ever registered its key",
      (_one, head) => {
        head.keys = [];
      },
    ],
    [
      "the text of the decision",
      "the text that was approved is not in the file",
      (_one, head) => {
        head.texts = head.texts.map((text) => `${text} `);
      },
    ],
  ])("%s cannot be changed", async (_what, reason, change) => {
    const { code, said } = await verifies(rewritten(change));
    expect(said).toMatch(/BROKEN: Line \d+: /);
    expect(said).toContain(reason);
    expect(said).not.toContain("its words are not those");
    expect(code).toBe(1);
  });
  test("a line of a key is as proven as any other", async () => {
    const head = copy(header);
    (head.keys[0] as Line).body = (head.keys[0] as Line).body.replace("Phone", "Other");
    const { code, said } = await verifies(textOf(head, lines));
    expect(said).toContain("(of a key): its words are not those it was recorded with.");
    expect(code).toBe(1);
  });
});
