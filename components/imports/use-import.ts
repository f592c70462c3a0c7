"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Answer } from "@/components/ui/send-json";
import { useAttempt } from "@/components/ui/use-attempt";
import { api, paths } from "@/lib/entry/paths";
import type { Reading, StagedRow } from "@/lib/imports/stage";
import type { CheckedImport } from "@/lib/imports/views";
import type { ImportSetting } from "./import-words";
import type { Chosen } from "./rows-step";

/** A file and how it is read, and what else goes with it. */
export interface Asked extends Reading {
  name: string;
  content: string;
  sheet?: number;
}

export interface ImportProblem {
  title: string;
  message: string;
  details: string[];
}

/** Asks the server for the rows of a file, and adds them. */
export function useImport({ incident, words }: ImportSetting) {
  const router = useRouter();
  const [checked, setChecked] = useState<{ asked: Asked; answer: CheckedImport } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ImportProblem | null>(null);
  const attempt = useAttempt();

  async function send(url: string, body: string): Promise<Record<string, unknown> | null> {
    setBusy(true);
    const answer = await attempt({ url, body });
    setBusy(false);
    setProblem(answer.kind === "done" ? null : problemOf(answer));
    return answer.kind === "done" ? answer.body : null;
  }

  function problemOf(answer: Exclude<Answer, { kind: "done" }>): ImportProblem {
    const title = words.rows.problem;
    if (answer.kind === "silent") return { title, message: words.rows.silent, details: [] };
    if (answer.status === 401) return { title, message: words.rows.signedOut, details: [] };
    const details = Object.entries(answer.fields).map(([name, said]) =>
      name.startsWith("rows.") ? `${name.slice(5)}: ${said}` : said,
    );
    return { title, message: details.length > 0 ? "" : answer.detail, details };
  }

  async function check(asked: Asked) {
    if (busy) return;
    const { sheet: _sheet, ...file } = asked;
    const body = await send(api.imports(incident.ref, "check"), JSON.stringify(file));
    setChecked(body && { asked, answer: revived(body as unknown as CheckedImport) });
  }

  async function add(chosen: Chosen, photo?: string) {
    if (busy || !checked) return;
    const body = await send(
      api.imports(incident.ref),
      JSON.stringify({ ...checked.asked, ...chosen, ...(photo && { photo }) }),
    );
    if (body) router.push(paths.importBatch(incident.ref, String(body["id"])));
  }

  return { checked: checked?.answer ?? null, busy, problem, check, add, restart: () => setChecked(null) };
}

/** Times travel as text. */
const revived = (answer: CheckedImport): CheckedImport => ({
  ...answer,
  rows: answer.rows.map((row): StagedRow => ({ ...row, at: row.at && new Date(row.at) })),
});
