import "server-only";
import { readFileSync } from "node:fs";
import { inRoot } from "@/lib/kernel/root";
import { fill } from "@/lib/kernel/words";
import type { ExportHeader } from "@/lib/record/export";

/** What lies at the top of every bundle, in both languages: what it is, how to check it, and the statement that its custodian fills in. */
export function aboutText({ incident, madeAt, by, lines, publicKey }: ExportHeader, unproven: number): string {
  const plain = (text: string) => text.replace(/\p{Cc}/gu, " ");
  return fill(readFileSync(inRoot("tools", "reader", "README.txt"), "utf8"), {
    ref: plain(incident.ref),
    name: plain(incident.name),
    madeAt,
    by: plain(by),
    lines,
    unproven,
    key: publicKey ?? "-",
  });
}
