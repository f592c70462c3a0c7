// The last words of a start: where Kulla is, who may sign in, how to stop it.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Prints the address, the demo accounts when there are any, and how to stop. */
export function welcome({ origin, demo }, { data, setupCode }) {
  const lines = ["", `  Kulla is ready: ${origin}`, ""];
  const accounts = path.join(data, "demo-accounts.json");
  if (setupCode) lines.push(`  Make the first administrator at ${origin}/setup with this code: ${setupCode}`, "");
  else if (demo && existsSync(accounts)) {
    lines.push(...table(JSON.parse(readFileSync(accounts, "utf8"))).map((line) => `  ${line}`));
    lines.push("", `  Demo accounts, also in ${accounts}`, "");
  }
  lines.push("  To stop it press Ctrl+C.", "");
  console.log(lines.join("\n"));
}

function table(accounts) {
  const head = ["Role", "Name", "E-mail", "Password", "TOTP secret"];
  const rows = accounts.map((person) => [
    person.role,
    person.name,
    person.email,
    person.password,
    person.totpSecret ?? "–",
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => String(row[column]).length)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => String(cell).padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
}
