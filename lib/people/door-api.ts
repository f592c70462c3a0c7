import "server-only";
import type { Context } from "hono";
import type { z } from "zod";
import { addressOf } from "@/lib/entry/address";
import { fieldsOf } from "@/lib/entry/fields";
import { json } from "@/lib/entry/http";
import type { Line } from "@/lib/entry/line";
import { invalid } from "@/lib/kernel/errors";
import { throughDoor } from "./door";
import { askForPasskey } from "./passkey";
import { holderOf, offerPasskeyTo, offerTotpTo, redeem } from "./redeem";
import { OfferTo, OneTimeCode, Redeem, SetUp } from "./schema";

function parsed<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (!result.success) throw invalid(fieldsOf(result.error));
  return result.data;
}

/** The address counts as one who tries codes; a wrong one is refused and remembered. */
const holderIn = (context: Context, code: string) => holderOf(code, addressOf(context.req.raw.headers));

async function check(context: Context, raw: unknown): Promise<Response> {
  const holder = await holderIn(context, parsed(OneTimeCode, raw).code);
  return json({ person: holder.person }, 200);
}

/** A holder who is known needs no name; the first administrator gives theirs. */
async function offer(context: Context, raw: unknown) {
  const { code, ...said } = parsed(OfferTo, raw);
  const holder = await holderIn(context, code);
  return { holder, who: holder.person ?? said };
}

async function offerPasskey(context: Context, raw: unknown): Promise<Response> {
  const { holder, who } = await offer(context, raw);
  return json(await offerPasskeyTo(holder, who), 200);
}

async function offerTotp(context: Context, raw: unknown): Promise<Response> {
  const { holder, who } = await offer(context, raw);
  return json(await offerTotpTo(holder, who.email), 200);
}

const finish =
  (schema: typeof Redeem | typeof SetUp) =>
  async (context: Context, raw: unknown): Promise<Response> => {
    const input = parsed<z.output<typeof Redeem> | z.output<typeof SetUp>>(schema, raw);
    await redeem(await holderIn(context, input.code), input);
    return json({}, 201);
  };

const open = { does: "handle", method: "POST", open: true } as const;

/** What is done before anybody is signed in: asking for a passkey, and using a one-time code. Signing in itself is at /api/auth. */
export const doorLines: Line[] = [
  {
    ...open,
    path: "/sign-in/passkey",
    handle: async () => json(await throughDoor(askForPasskey), 200),
    says: "What the browser needs to sign in with a passkey.",
  },
  { ...open, path: "/welcome/check", input: OneTimeCode, handle: check, says: "Whom a one-time code lets in." },
  {
    ...open,
    path: "/welcome/passkey",
    input: OfferTo,
    handle: offerPasskey,
    says: "What the browser needs to make a first passkey.",
  },
  {
    ...open,
    path: "/welcome/totp",
    input: OfferTo,
    handle: offerTotp,
    says: "A fresh secret for a first code generator.",
  },
  {
    ...open,
    path: "/welcome",
    input: Redeem,
    handle: finish(Redeem),
    says: "Uses the one-time code up and sets the first keys.",
  },
  {
    ...open,
    path: "/setup",
    input: SetUp,
    handle: finish(SetUp),
    says: "The same while Kulla is empty: makes the first organisation and administrator.",
  },
];
