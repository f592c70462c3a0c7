"use client";

import { buttonClass } from "@/components/ui/button";

/** These words stand here and not in the messages: they must be there when nothing else is. */
const words = {
  en: {
    title: "Something broke on our side",
    sentence: "Nothing you typed is lost: text that was not sent is kept on this device.",
    reference: "Reference",
    again: "Try again",
  },
  sq: {
    title: "Diçka u prish nga ana jonë",
    sentence: "Asgjë që keni shkruar nuk ka humbur: teksti i padërguar ruhet në këtë pajisje.",
    reference: "Referenca",
    again: "Provo përsëri",
  },
};

/** What stands in place of a page that could not be made: what still holds, a reference for the duty desk, and a way on. */
export function BrokenPage(props: { reference: string | undefined; retry: () => void }) {
  const language = typeof document !== "undefined" && document.documentElement.lang === "sq" ? "sq" : "en";
  const said = words[language];
  return (
    <main id="content" lang={language} className="mx-auto grid w-full max-w-3xl justify-items-start gap-4 p-4 sm:p-8">
      <h1>{said.title}</h1>
      <p>{said.sentence}</p>
      {props.reference ? (
        <p>
          {said.reference} <code>{props.reference}</code>
        </p>
      ) : null}
      <button type="button" onClick={props.retry} className={buttonClass("main")}>
        {said.again}
      </button>
    </main>
  );
}
