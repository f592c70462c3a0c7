"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { newKey } from "@/lib/kernel/new-key";
import { type Counted, counted } from "@/lib/kernel/words";

export interface ExportWords {
  button: string;
  making: string;
  silent: string;
  signedOut: string;
  done: Counted;
}

/** A log of a hundred thousand lines is read twice before its first byte leaves. */
const SILENT_MS = 180_000;

/** Makes the file and hands it to the browser's own downloads. Pressed again after no answer it sends the same key, so nothing is recorded twice. */
export function ExportButton(props: { action: string; body: string; words: ExportWords }) {
  const { action, body, words } = props;
  const router = useRouter();
  const key = useRef("");
  const busy = useRef(false);
  const [state, setState] = useState<{ said: string; wrong: boolean }>({ said: "", wrong: false });

  async function press() {
    if (busy.current) return;
    busy.current = true;
    key.current ||= newKey();
    setState({ said: words.making, wrong: false });
    try {
      const response = await fetch(action, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", "idempotency-key": key.current },
        signal: AbortSignal.timeout(SILENT_MS),
      });
      if (!response.ok) return setState({ said: await refusalOf(response, words), wrong: true });
      save(await response.blob(), nameOf(response));
      key.current = "";
      const figure = (name: string) => response.headers.get(name) ?? "";
      setState({
        said: counted(words.done, Number(figure("x-kulla-lines")), { sha256: figure("x-kulla-sha256") }),
        wrong: false,
      });
      router.refresh();
    } catch {
      setState({ said: words.silent, wrong: true });
    } finally {
      busy.current = false;
    }
  }

  return (
    <div className="grid gap-2">
      <Button kind="main" onClick={press}>
        {words.button}
      </Button>
      <p role="status" className={state.wrong ? "font-semibold text-error" : "text-sm wrap-anywhere"}>
        {state.said}
      </p>
    </div>
  );
}

async function refusalOf(response: Response, words: ExportWords): Promise<string> {
  if (response.status === 401) return words.signedOut;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  return problem.detail ?? words.silent;
}

const nameOf = (response: Response) =>
  /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "export";

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
