import type { KeptDraft } from "./outbox-draft";
import type { Unsent } from "./outbox-items";

const LINE = "-".repeat(40);

/** Everything that is only here as one text file: for paper, for another machine, for a day without a server. */
export function outboxText(items: Unsent[], drafts: Map<string, KeptDraft>): string {
  const sent = items.map(({ ref, body, because, files }) =>
    [
      `${ref}  ${String(body["writtenAt"] ?? "")}`,
      ...Object.entries(body)
        .filter(([name]) => name !== "text" && name !== "writtenAt")
        .map(([name, value]) => `${name}: ${String(value)}`),
      ...(files ?? []).map(({ name, blob }) => `file: ${name} (${blob.size})`),
      ...(because ? [because] : []),
      "",
      body.text,
    ].join("\n"),
  );
  const typed = [...drafts].map(([ref, { text }]) => `${ref}\n\n${text}`);
  return `${[...sent, ...typed].join(`\n${LINE}\n`)}\n`;
}

/** Hands a text to the browser as a file; no server is asked. */
export function saveText(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
