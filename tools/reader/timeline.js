import { el } from "./element.js";
import { act, entry } from "./entry.js";
import { fits, inOrder, later, timeOf, written } from "./lines.js";
import { FIRST, state } from "./state.js";
import { day } from "./times.js";
import { say } from "./words.js";

/** Draws the timeline anew, and nothing else. */
export function refresh() {
  document.getElementById("timeline").replaceChildren(...timeline());
}

export function timeline() {
  const fitting = inOrder(state.record.lines.filter(fits));
  const counted = state.record.lines.filter((line) => written(line) || state.acts).length;
  const days = [];
  for (const line of fitting.slice(0, state.room)) {
    const { precision } = line.canon;
    const heading = state.order === "happened" && precision === "unknown" ? say("line.unknown") : day(timeOf(line));
    if (days.at(-1)?.heading !== heading) days.push({ heading, lines: [] });
    days.at(-1).lines.push(line);
  }
  const changes = later();
  const left = fitting.length - state.room;
  return [
    el("h2", { id: "timeline-title" }, say("line.timeline")),
    el("p", { class: "quiet", role: "status" }, say("find.shown", { count: fitting.length, all: counted })),
    ...(fitting.length === 0 && state.record.lines.length > 0 ? [el("p", {}, say("find.none"))] : []),
    ...days.flatMap(({ heading, lines }) => [
      el("h3", {}, heading),
      el(
        "ol",
        {},
        lines.map((line) => (written(line) ? entry(line, heading, changes) : act(line, heading))),
      ),
    ]),
    ...(left > 0 ? [more(Math.min(left, FIRST))] : []),
  ];
}

function more(count) {
  const show = () => {
    state.room += FIRST;
    refresh();
  };
  return el("button", { type: "button", class: "screen", onclick: show }, say("find.moreLines", { count }));
}
