import { choice, el } from "./element.js";
import { FIRST, state } from "./state.js";
import { refresh } from "./timeline.js";
import { say } from "./words.js";

/** What narrows the timeline. */
export function finder() {
  const change = (name) => (event) => {
    state[name] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    state.room = FIRST;
    refresh();
  };
  const tick = (name, label) =>
    el(
      "label",
      { class: "tick" },
      el("input", { type: "checkbox", checked: state[name], onchange: change(name) }),
      label,
    );
  const kinds = [...new Set(state.record.lines.map(({ canon }) => canon.kind).filter(Boolean))];
  const named = Object.fromEntries(kinds.map((kind) => [kind, say(`kind.${kind}`)]));
  return el(
    "form",
    { class: "find screen", role: "search", onsubmit: (event) => event.preventDefault() },
    el(
      "label",
      { for: "search" },
      el("span", {}, say("find.search")),
      el("input", {
        id: "search",
        type: "search",
        value: state.search,
        autocomplete: "off",
        oninput: change("search"),
      }),
    ),
    choice("kind", say("find.kind"), { "": say("find.anyKind"), ...named }, state.kind, (value) => {
      state.kind = value;
      state.room = FIRST;
      refresh();
    }),
    choice(
      "order",
      say("find.order"),
      { happened: say("find.happened"), recorded: say("find.recorded") },
      state.order,
      (value) => {
        state.order = value;
        refresh();
      },
    ),
    tick("key", say("find.key")),
    tick("acts", say("find.acts")),
  );
}
