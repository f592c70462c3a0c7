import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { canonical } from "@/lib/systems/signed";
import { type Answer, calls } from "./api";
import type { Member } from "./cast";

/** A probe as a test holds it: its key, its token, and the last number it used. */
export interface TestProbe {
  id: string;
  token: string;
  key: KeyObject;
  seq: number;
}

export interface Saw {
  code: string;
  seen: string;
  detail?: string;
}

export const newKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { key: privateKey, publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64url") };
};

/** The one-time code for a new place. */
export async function codeFor(
  who: Member,
  point = `Point ${randomUUID()}`,
  network = `Network of ${point}`,
): Promise<{ id: string; code: string }> {
  const { body } = await calls(who.token).post("/probes", { point, network });
  return { id: String(body["id"]), code: String(body["code"]) };
}

/** A probe that stands somewhere and is enrolled. */
export async function newProbe(who: Member, point?: string, network?: string): Promise<TestProbe> {
  const { id, code } = await codeFor(who, point, network);
  const { key, publicKey } = newKey();
  const { body } = await calls(code).post("/probe/enrolment", { publicKey });
  return { id, token: String(body["token"]), key, seq: 0 };
}

interface Said {
  at?: Date;
  seq?: number;
  key?: KeyObject;
}

/** What this probe saw just now, signed by its key unless a test has another. */
export function signedBy(
  probe: TestProbe,
  results: readonly Saw[],
  { at = new Date(), seq, key = probe.key }: Said = {},
) {
  probe.seq = seq ?? probe.seq + 1;
  const signed = { v: 1, probe: probe.id, seq: probe.seq, at: at.toISOString(), results };
  return { signed, signature: sign(null, Buffer.from(canonical(signed)), key).toString("base64url") };
}

export const posts = (probe: TestProbe, results: readonly Saw[], said: Said = {}): Promise<Answer> =>
  calls(probe.token).post("/probe/results", signedBy(probe, results, said));
