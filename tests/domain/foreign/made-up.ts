import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { ABOUT, ENTRIES, MANIFEST, READER, RECORD, VERIFIER } from "@/lib/bundle/manifest";
import { publicKeyText, readPrivateKey, signCheckpoint } from "@/lib/record/checkpoint";
import { leafHash, sha256, Tree } from "@/lib/record/merkle";
import { manifestFor } from "./packing";

/** One line of a Kulla that exists only in a test: whatever its origin chose to hash and sign. */
export interface MadeUp {
  canon?: Record<string, unknown>;
  /** The words as text; an origin is free to keep what is no JSON. */
  body?: string;
}

const privateKey = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** A bundle that holds in every respect, with these lines: true to itself, whatever it says. */
export function madeUpBundle(
  lines: MadeUp[],
  { name = "Elsewhere", zone = "Europe/Tirane", files: attached = [] as Buffer[] } = {},
): Map<string, Buffer> {
  const signer = readPrivateKey(privateKey, "kulla/elsewhere");
  const incident = { id: randomUUID(), ref: "INC-2026-44", name, exercise: false, zone };
  const person = { id: randomUUID(), name: "Somebody", organisation: "Elsewhere" };
  const tree = new Tree();
  const made = lines.map(({ canon = {}, body = '{"text":"x"}' }, index) => {
    const salt = randomBytes(16);
    const text = JSON.stringify({
      ...{ v: 1, seq: index + 1, id: randomUUID(), type: "entry.logged", kind: "note", incident: incident.id },
      ...{ number: index + 1, actor: person.id, precision: "exact", recorded: stamp(index), audience: "incident" },
      ...{ tlp: "TLP:AMBER", key: false, exercise: false, body: sha256(salt, Buffer.from(body)).toString("hex") },
      ...canon,
    });
    tree.append(leafHash(text));
    return { seq: index + 1, canon: text, salt: salt.toString("base64"), body };
  });
  const checkpoint = signCheckpoint({ origin: signer.name, size: tree.size, root: tree.root() }, signer);
  const madeAt = "2026-11-25T00:00:00.000Z";
  const rows = [
    {
      ...{ format: "kulla export v1", readme: [], incident, madeAt, by: "a stranger", lines: made.length, checkpoint },
      ...{ publicKey: publicKeyText(signer), ties: [], people: [person] },
    },
    ...made.map((line, index) => ({
      ...line,
      proof: Buffer.concat(tree.inclusionProof(index)).toString("base64"),
    })),
  ];
  const files = new Map([
    [MANIFEST, Buffer.from(JSON.stringify({ format: "kulla bundle v1", incident: incident.ref, madeAt, files: [] }))],
    [RECORD, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""))],
    ...[ENTRIES, READER, VERIFIER, ABOUT].map((file): [string, Buffer] => [file, Buffer.from("x")]),
    ...attached.map((content): [string, Buffer] => [`files/${sha256(content).toString("hex")}`, content]),
  ]);
  return manifestFor(files);
}

const stamp = (minutes: number) => new Date(Date.UTC(2026, 10, 1) + minutes * 60_000).toISOString();
