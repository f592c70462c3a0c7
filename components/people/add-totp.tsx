"use client";

import { useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import type { TotpOffer } from "@/lib/people/totp-ticket";
import { TotpSquare, type TotpWords } from "./totp-square";

/** Sets up a code generator; nothing changes until its first code is right. */
export function AddTotp(props: {
  words: TotpWords & Pick<Messages["people"]["me"]["totp"], "begin" | "finish" | "done">;
  formWords: FormWords;
}) {
  const { words } = props;
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  const [said, setSaid] = useState("");

  async function begin() {
    const response = await fetch(api.myTotp("new")).catch(() => null);
    const answer = (await response?.json().catch(() => null)) as (TotpOffer & { detail?: string }) | null;
    if (response?.ok && answer) setOffer(answer);
    setSaid(response?.ok ? "" : (answer?.detail ?? props.formWords.silent));
  }

  return (
    <div className="grid gap-3">
      {offer ? (
        <ApiForm
          action={api.myTotp()}
          method="PUT"
          fixed={{ totpTicket: offer.ticket }}
          done={words.done}
          words={props.formWords}
        >
          <TotpSquare offer={offer} words={words} />
          <Button type="submit" kind="main" className="justify-self-start">
            {words.finish}
          </Button>
        </ApiForm>
      ) : (
        <Button onClick={begin} className="justify-self-start">
          {words.begin}
        </Button>
      )}
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {said}
      </p>
    </div>
  );
}
