import { createHash, hash, randomBytes } from "node:crypto";

/** A new secret of 256 bits, as base64url. */
export const newToken = () => randomBytes(32).toString("base64url");

/** SHA-256 of a text, in hex. */
export const sha256Hex = (text: string) => hash("sha256", text, "hex");

/** How a session token is kept: only its hash. */
export const hashToken = (token: string) => new Uint8Array(createHash("sha256").update(token, "utf8").digest());
