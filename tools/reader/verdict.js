import { header } from "./data.js";
import { el } from "./element.js";
import { state } from "./state.js";
import { plainly, say } from "./words.js";

const PROBLEMS_SHOWN = 8;

/** Whether the record holds, and what of it is proven. */
export function verdict() {
  const title = el("h2", { id: "verdict-title" }, say("check.title"));
  if (state.record.verdict === "running") {
    const words = say("check.running", { done: state.record.done, all: header.lines ?? 0 });
    return [title, el("p", { role: "status" }, words)];
  }
  if (state.record.verdict === "impossible") return [title, el("p", { class: "bad" }, say("check.impossible"))];
  const { problems, proven, newer, withheld, signed, checkpoint, lines } = state.record;
  return [
    title,
    el("p", { role: "status", class: `verdict ${state.record.verdict}` }, say(`check.${state.record.verdict}`)),
    problems.length > 0 ? el("ul", {}, faults(problems)) : null,
    el("p", {}, say("check.covers", { proven, all: lines.length })),
    newer > 0 ? el("p", {}, say("check.newer", { count: newer })) : null,
    withheld > 0 ? el("p", {}, say("check.withheld", { count: withheld })) : null,
    signed ? el("p", {}, say("check.signed", { size: checkpoint.size, origin: plainly(checkpoint.origin) })) : null,
    signed === null && checkpoint ? el("p", {}, say("check.notChecked")) : null,
    el("p", { class: "quiet" }, say("check.alone")),
    header.publicKey
      ? el("p", { class: "quiet" }, `${say("check.key")}: `, el("code", {}, plainly(header.publicKey)))
      : null,
  ].filter(Boolean);
}

/** The first of each kind, with how many more there are. */
function faults(problems) {
  const kinds = [...new Set(problems.map(({ key }) => key))].slice(0, PROBLEMS_SHOWN);
  return kinds.map((key) => {
    const [first, ...more] = problems.filter((one) => one.key === key);
    const others = more.length > 0 ? ` (${say("check.more", { count: more.length })})` : "";
    return el("li", {}, say(`check.problem.${key}`, first.values) + others);
  });
}
