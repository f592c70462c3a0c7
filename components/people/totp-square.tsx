"use client";

import { TextField } from "@/components/ui/text-field";
import type { Messages } from "@/lib/kernel/messages";
import type { TotpOffer } from "@/lib/people/totp-ticket";

export type TotpWords = Messages["people"]["totp"];

/** A secret for a code generator, as a square and as text, with the field for its first code. */
export function TotpSquare(props: { offer: Pick<TotpOffer, "path" | "size" | "secret">; words: TotpWords }) {
  const { offer, words } = props;
  return (
    <div className="grid gap-3">
      <p>{words.scan}</p>
      <svg
        viewBox={`0 0 ${offer.size} ${offer.size}`}
        role="img"
        aria-label={words.square}
        shapeRendering="crispEdges"
        className="w-56 max-w-full rounded-md border border-line-strong"
      >
        <rect width={offer.size} height={offer.size} fill="#fff" />
        <path d={offer.path} fill="#000" />
      </svg>
      <p>
        {words.typeIt} <code className="wrap-anywhere select-all">{offer.secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <TextField
        name="totpCode"
        label={words.code}
        hint={words.codeHint}
        required
        inputMode="numeric"
        maxLength={20}
        autoComplete="one-time-code"
      />
    </div>
  );
}
