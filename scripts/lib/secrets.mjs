// Kulla's own secrets: made once, kept in one file that only this user can read.
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";
import { Sentence } from "./say.mjs";

/** A secret of 32 random bytes. */
export const newSecret = () => randomBytes(32).toString("base64url");

/** Fresh passwords for the three database roles. */
export const newPasswords = () => ({ owner: newSecret(), runtime: newSecret(), signer: newSecret() });

/** The secrets of a data folder, made when they are not there. */
export function loadSecrets(folder) {
  const file = path.join(folder, "secrets.json");
  if (!existsSync(file)) {
    const made = { doorToken: newSecret(), jobsToken: newSecret(), nextAuthSecret: newSecret(), roles: newPasswords() };
    keep(file, made);
  }
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Sentence(`${file} cannot be read as JSON. Put back a copy of it, or remove it to make new secrets.`);
  }
}

/** Written aside and renamed, so that a crash leaves the whole file or none. */
function keep(file, secrets) {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(`${file}.new`, "w", 0o600);
  writeSync(handle, JSON.stringify(secrets, null, 2));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}
