import { header } from "./data.js";
import { choice, el } from "./element.js";
import { state } from "./state.js";
import { clock, day, valid } from "./times.js";
import { plainly, say } from "./words.js";

const LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"];

/** What this is a record of, and how it is shown. */
export function top(redraw) {
  const { incident, madeAt, by } = header;
  const labels = state.record.lines.map(({ canon }) => LABELS.indexOf(canon.tlp));
  const strictest = LABELS[Math.max(0, ...labels)];
  return el(
    "header",
    {},
    incident.exercise ? el("p", { class: "exercise" }, say("exercise")) : null,
    el(
      "div",
      { class: "bar screen" },
      choice("language", say("language"), { en: "English", sq: "Shqip" }, state.language, (value) => {
        state.language = value;
        redraw();
      }),
      choice("theme", say("theme"), { light: say("light"), dark: say("dark") }, state.theme ?? looks(), (value) => {
        state.theme = value;
        redraw();
      }),
      el("button", { type: "button", onclick: () => print() }, say("print")),
    ),
    el("p", { class: "ref" }, plainly(incident.ref)),
    el("h1", {}, plainly(incident.name)),
    el(
      "p",
      {},
      el("span", { class: "tlp", "data-tlp": strictest }, strictest),
      " ",
      say("strictest", { tlp: strictest }),
    ),
    el(
      "p",
      { class: "quiet" },
      say("made", {
        time: valid(madeAt) ? `${day(madeAt)}, ${clock(madeAt)}` : "?",
        by: plainly(by),
        zone: plainly(incident.zone ?? "UTC"),
      }),
    ),
  );
}

const looks = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
