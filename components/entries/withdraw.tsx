"use client";

import { useEffect, useRef, useState } from "react";
import { readAgain } from "@/components/shell/read-again";
import { sendJson } from "@/components/ui/send-json";
import { api } from "@/lib/entry/paths";
import { clockNow } from "@/lib/kernel/clock";
import { newKey } from "@/lib/kernel/new-key";
import { fill } from "@/lib/kernel/words";

const TICK_MS = 1_000;

/** For a minute the author may take back a slip; the button counts down and goes away by itself. Z presses the newest one. */
export function Withdraw(props: {
  incident: string;
  number: number;
  until: string;
  words: { button: string; hint: string; failed: string; of: string; left: string };
}) {
  const { words } = props;
  const key = useRef("");
  const [left, setLeft] = useState<number | null>(null);
  const [because, setBecause] = useState("");

  useEffect(() => {
    const look = () => setLeft(Math.ceil((Date.parse(props.until) - clockNow().getTime()) / TICK_MS));
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [props.until]);

  async function withdraw() {
    key.current ||= newKey();
    const answer = await sendJson(api.withdrawal(props.incident, props.number), "POST", "{}", key.current);
    if (answer.kind === "problem") setBecause(answer.detail);
    readAgain();
  }

  if (left !== null && left <= 0) return because ? <Refused words={words} because={because} /> : null;
  return (
    <>
      <button
        type="button"
        onClick={withdraw}
        title={words.hint}
        aria-label={fill(words.of, { number: props.number })}
        data-withdraw={props.number}
        className="screen-only min-h-11 font-semibold text-ink underline sm:min-h-6"
      >
        {words.button}
        {left === null ? "" : `, ${fill(words.left, { seconds: left })}`}
      </button>
      {because ? <Refused words={words} because={because} /> : null}
    </>
  );
}

const Refused = (props: { words: { failed: string }; because: string }) => (
  <span role="alert">{fill(props.words.failed, { because: props.because })}</span>
);
