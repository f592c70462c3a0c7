import "server-only";
import { readFileSync } from "node:fs";
import { messagesIn } from "@/lib/kernel/messages";
import { languages } from "@/lib/kernel/preferences";
import { inRoot } from "@/lib/kernel/root";
import { fill } from "@/lib/kernel/words";
import type { ExportHeader } from "@/lib/record/export";

/** What lies at the top of every bundle, in both languages: what it is, how to check it, and the statement that its custodian fills in. */
export function aboutText({ incident, madeAt, by, lines, publicKey }: ExportHeader, unproven: number): string {
  const plain = (text: string) => text.replace(/\p{Cc}/gu, " ");
  return fill(readFileSync(inRoot("tools", "reader", "README.txt"), "utf8"), {
    ref: plain(incident.ref),
    name: plain(incident.exercise ? `${incident.name} (${exerciseWords()})` : incident.name),
    madeAt,
    by: plain(by),
    lines,
    unproven,
    key: publicKey ?? "-",
  });
}

/** The mark of an exercise, in each language. */
const exerciseWords = () => languages.map((language) => messagesIn(language).shell.exercise.word).join(" / ");
