"use client";

import { type FormEvent, useState } from "react";
import { forgetDevice, keptTexts, openDevice } from "@/components/entries/device";
import { buttonClass } from "@/components/ui/button";
import { api, paths } from "@/lib/entry/paths";
import { type Counted, counted } from "@/lib/kernel/words";

/** Signs out by a plain form. Text that was not sent is named first and then wiped, because the next person may use this device. */
export function SignOut(props: {
  personId: string;
  words: { signOut: string; unsent: Counted; signOutAnyway: string; see: string };
}) {
  const { words, personId } = props;
  const [unsent, setUnsent] = useState(0);

  async function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    await openDevice(personId);
    const count = unsent > 0 ? 0 : keptTexts(personId);
    if (count > 0) return setUnsent(count);
    await forgetDevice(personId);
    form.submit();
  }

  return (
    <form
      data-sign-out
      method="post"
      action={api.endSession()}
      onSubmit={ask}
      className="grid gap-2 border-t border-line pt-3"
    >
      {unsent > 0 ? (
        <div role="alert" className="grid gap-1">
          <p>{counted(words.unsent, unsent)}</p>
          {/* A whole page, not a part of one: it opens without a server, too. */}
          <a href={paths.outbox()} className="inline-flex min-h-11 items-center sm:min-h-9">
            {words.see}
          </a>
        </div>
      ) : null}
      <button type="submit" className={buttonClass(unsent > 0 ? "main" : "plain")}>
        {unsent > 0 ? words.signOutAnyway : words.signOut}
      </button>
    </form>
  );
}
