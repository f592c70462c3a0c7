"use client";

import { useEffect, useRef, useState } from "react";
import { uuidv7 } from "uuidv7";
import { readAgain } from "@/components/shell/read-again";
import { sendJson } from "@/components/ui/send-json";
import { api } from "@/lib/entry/paths";
import { clockNow } from "@/lib/kernel/clock";
import { fill } from "@/lib/kernel/words";

/** For a minute the author may take back a slip; the button goes away by itself. */
export function Withdraw(props: {
  incident: string;
  number: number;
  until: string;
  words: { button: string; hint: string; failed: string };
}) {
  const { words } = props;
  const key = useRef("");
  const [over, setOver] = useState(false);
  const [because, setBecause] = useState("");

  useEffect(() => {
    const left = Date.parse(props.until) - clockNow().getTime();
    const timer = setTimeout(() => setOver(true), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [props.until]);

  async function withdraw() {
    key.current ||= uuidv7();
    const answer = await sendJson(api.withdrawal(props.incident, props.number), "POST", "{}", key.current);
    if (answer.kind === "problem") setBecause(answer.detail);
    readAgain();
  }

  if (over) return null;
  return (
    <>
      <button type="button" onClick={withdraw} title={words.hint} className="screen-only min-h-6 underline">
        {words.button}
      </button>
      {because ? <span role="alert">{fill(words.failed, { because })}</span> : null}
    </>
  );
}
