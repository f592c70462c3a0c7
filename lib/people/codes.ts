import "server-only";
import { createHash, createHmac } from "node:crypto";
import { keyFor } from "./secret";

/** Crockford's alphabet: no letter that could be read as another one. */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;
export const CODE_HOURS = 24;

/**
 * The one-time code (128 bits) of a row of `enrolment_code`, in groups for paper. It follows from the row's id and a key that the database
 * does not know, so only its hash is kept, and sending the same request again prints the same code.
 */
export function codeOf(rowId: string): string {
  const bits = createHmac("sha256", keyFor("codes")).update(rowId).digest();
  let value = bits.readBigUInt64BE(0) * 2n ** 64n + bits.readBigUInt64BE(8);
  let signs = "";
  for (let index = 0; index < LENGTH; index++) {
    signs = SIGNS[Number(value & 31n)] + signs;
    value >>= 5n;
  }
  return signs.match(/.{1,4}/g)?.join("-") ?? "";
}

/** How a code is kept. */
export const hashOfCode = (code: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    createHash("sha256")
      .update(`kulla code ${plainCode(code)}`)
      .digest(),
  );

/** As it was typed from paper: any case, any grouping, O for 0 and I or L for 1. */
function plainCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}
