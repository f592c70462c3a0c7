"use client";

import { useState } from "react";
import type { Answer } from "@/components/ui/send-json";
import { useAttempt } from "@/components/ui/use-attempt";
import { api } from "@/lib/entry/paths";
import type { CsvColumns } from "@/lib/systems/csv-fields";
import type { CheckedSystems } from "@/lib/systems/views";
import type { CsvSetting } from "./csv-setting";

interface Asked {
  name: string;
  content: string;
  columns: CsvColumns;
}
export interface Imported {
  added: number;
  changed: number;
  unchanged: number;
  sha256: string;
}
export interface CsvProblem {
  title: string;
  message: string;
}

/** A server that writes five thousand systems may be silent for longer than one that answers a question: so many bytes' worth of patience. */
const PATIENCE = 400_000;

/** Asks the server what a table would change, and lets it do so. */
export function useCsvImport({ words }: CsvSetting) {
  const [checked, setChecked] = useState<{ asked: Asked; answer: CheckedSystems } | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CsvProblem | null>(null);
  const attempt = useAttempt();

  async function send(url: string, body: string): Promise<Record<string, unknown> | null> {
    setBusy(true);
    const answer = await attempt({ url, body, bytes: body.length + PATIENCE });
    setBusy(false);
    setProblem(answer.kind === "done" ? null : { title: words.rows.problem, message: messageOf(answer) });
    return answer.kind === "done" ? answer.body : null;
  }

  function messageOf(answer: Exclude<Answer, { kind: "done" }>): string {
    if (answer.kind === "silent") return words.rows.silent;
    if (answer.status === 401) return words.rows.signedOut;
    const said = [...new Set(Object.values(answer.fields))];
    return said.length > 0 ? said.join(" ") : answer.detail;
  }

  async function check(asked: Asked) {
    if (busy) return;
    const body = await send(api.importSystems("check"), JSON.stringify(asked));
    setChecked(body && { asked, answer: body as unknown as CheckedSystems });
  }

  async function store() {
    if (busy || !checked) return;
    const { asked, answer } = checked;
    const body = await send(api.importSystems(), JSON.stringify({ ...asked, seen: answer.seen }));
    if (body) setImported(body as unknown as Imported);
  }

  function restart() {
    setChecked(null);
    setImported(null);
    setProblem(null);
  }

  return { checked: checked?.answer ?? null, imported, busy, problem, check, store, restart };
}
