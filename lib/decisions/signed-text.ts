import { createHash } from "node:crypto";
import { sha256Hex } from "@/lib/kernel/ids";

/** What somebody says when they approve: what a passkey signs. */
export interface Signing {
  incidentId: string;
  number: number;
  version: number;
  textHash: string;
  previewHash: string;
  says: "approve" | "ratify";
  personId: string;
  reason: string;
  /** Good once. */
  nonce: string;
}

/** The text under a signature. The database (`app.challenge_of`) and tools/verify.mjs put the same together from what they hold. */
const signedText = (one: Signing): string =>
  [
    "kulla/approval/v1",
    `incident ${one.incidentId}`,
    `decision ${one.number}`,
    `version ${one.version}`,
    `text ${one.textHash}`,
    `preview ${one.previewHash}`,
    `says ${one.says}`,
    `person ${one.personId}`,
    `reason ${sha256Hex(one.reason)}`,
    `nonce ${one.nonce}`,
  ].join("\n");

/** The challenge that a passkey answers when its person approves. */
export const challengeFor = (one: Signing): Buffer => createHash("sha256").update(signedText(one)).digest();
