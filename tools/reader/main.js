import { checkRecord, hex, sha256 } from "./check.js";
import { blocks, header, readable } from "./data.js";
import { el } from "./element.js";
import { finder } from "./finder.js";
import { top } from "./head.js";
import { state } from "./state.js";
import { timeline } from "./timeline.js";
import { verdict } from "./verdict.js";
import { say } from "./words.js";

// What shows a record to a person, from the first line to the verdict.

function page() {
  document.documentElement.lang = state.language;
  document.title = `${say("title", { ref: header.incident.ref })} · Kulla`;
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  const kept = document.activeElement?.id;
  document
    .getElementById("app")
    .replaceChildren(
      el("a", { href: "#timeline", class: "skip screen" }, say("skip")),
      top(page),
      el("section", { id: "verdict", "aria-labelledby": "verdict-title" }, ...verdict()),
      finder(),
      el("section", { id: "timeline", "aria-labelledby": "timeline-title", tabindex: "-1" }, ...timeline()),
    );
  if (kept) document.getElementById(kept)?.focus();
}

async function wasChanged() {
  const sums = readable(blocks.sums) ?? {};
  for (const name of ["header", "record", "sentences", "words"]) {
    const digest = hex(await sha256(new TextEncoder().encode(blocks[name] ?? "")));
    if (digest !== sums[name]) return true;
  }
  return false;
}

async function main() {
  page();
  if (!globalThis.crypto?.subtle) {
    state.record.verdict = "impossible";
    page();
    return;
  }
  const found = await checkRecord(blocks.header + blocks.record, async (done) => {
    state.record.done = done;
    document.getElementById("verdict").replaceChildren(...verdict());
    await new Promise((drawn) => setTimeout(drawn));
  });
  if (await wasChanged()) found.problems.unshift({ key: "page", values: {} });
  state.record = { ...found, verdict: found.problems.length > 0 ? "bad" : "good" };
  page();
}

await main();
