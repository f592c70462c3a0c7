import "server-only";
import { create } from "qrcode";
import { invalid } from "@/lib/kernel/errors";
import { newTotpSecret, seal, stepOf, totpAddress, unseal } from "./totp";

const MINUTES = 15;

/** What a person needs to fill a code generator, and the sealed ticket that comes back with the first code. Nothing is stored before that. */
export interface TotpOffer {
  secret: string;
  address: string;
  /** The square as one SVG path in a box of `size`, because inline styles and foreign images are refused. */
  path: string;
  size: number;
  ticket: string;
}

export function offerTotp(personId: string, email: string, now: Date): TotpOffer {
  const secret = newTotpSecret();
  const address = totpAddress(secret, email);
  const ends = now.getTime() + MINUTES * 60_000;
  return { secret, address, ...squareOf(address), ticket: `${ends}.${seal(secret, `offer ${personId} ${ends}`)}` };
}

/**
 * The columns of `totp` for a ticket that comes back with a code from the generator.
 * @throws Refusal invalid when the code is wrong or the ticket too old
 */
export function acceptTotp(
  personId: string,
  ticket: string,
  code: string,
  now: Date,
): { sealed: string; lastStep: bigint } {
  const [ends = "", sealed = ""] = ticket.split(".");
  const secret = Number(ends) > now.getTime() ? unseal(sealed, `offer ${personId} ${ends}`) : null;
  if (!secret) throw invalid({ totpTicket: "ticket-old" });
  const step = stepOf(secret, code, now);
  if (step === null) throw invalid({ totpCode: "totp-wrong" });
  return { sealed: seal(secret, personId), lastStep: step };
}

function squareOf(text: string): { path: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const margin = 4;
  let path = "";
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (modules.get(y, x)) path += `M${x + margin} ${y + margin}h1v1h-1z`;
    }
  }
  return { path, size: modules.size + 2 * margin };
}
