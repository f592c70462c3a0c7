"use client";

import { type FormEvent, useState } from "react";
import { forgetDevice, keptTexts } from "@/components/entries/device";
import { buttonClass } from "@/components/ui/button";
import { api } from "@/lib/entry/paths";
import { type Counted, counted } from "@/lib/kernel/words";

/** Signs out by a plain form. Text that was not sent is named first and then wiped, because the next person may use this device. */
export function SignOut(props: {
  personId: string;
  words: { signOut: string; unsent: Counted; signOutAnyway: string };
}) {
  const { words, personId } = props;
  const [unsent, setUnsent] = useState(0);

  function ask(event: FormEvent) {
    const count = unsent > 0 ? 0 : keptTexts(personId);
    if (count === 0) return forgetDevice(personId);
    event.preventDefault();
    setUnsent(count);
  }

  return (
    <form
      data-sign-out
      method="post"
      action={api.endSession()}
      onSubmit={ask}
      className="grid gap-2 border-t border-line pt-3"
    >
      {unsent > 0 ? <p role="alert">{counted(words.unsent, unsent)}</p> : null}
      <button type="submit" className={buttonClass(unsent > 0 ? "main" : "plain")}>
        {unsent > 0 ? words.signOutAnyway : words.signOut}
      </button>
    </form>
  );
}
