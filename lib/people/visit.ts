import "server-only";
import { sessionCookie, tokenOfCookie } from "@/lib/access/session";
import { addressOf } from "@/lib/entry/address";
import { readCookie } from "@/lib/kernel/cookies";
import { deviceOf } from "./device";

/** From where somebody comes to the door. */
export interface Visit {
  address: string;
  device: string;
  /** The session that this browser still holds; it ends when a new one begins. */
  earlier: string | null;
}

export async function visitOf(headers: Headers): Promise<Visit> {
  return {
    address: addressOf(headers),
    device: deviceOf(headers.get("user-agent") ?? ""),
    earlier: await tokenOfCookie(readCookie(headers.get("cookie"), sessionCookie())),
  };
}
