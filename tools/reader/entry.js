import { people } from "./data.js";
import { el } from "./element.js";
import { sentenceOf } from "./lines.js";
import { clock, day, happened } from "./times.js";
import { plainly, say } from "./words.js";

// One line of the record.

function times(line, heading) {
  const { recorded } = line.canon;
  return el(
    "p",
    { class: "times" },
    el("span", { class: "sr" }, `${say("line.happened")} `),
    el("b", {}, happened(line, heading)),
    el(
      "span",
      { class: "quiet" },
      `${say("line.recorded")} ${day(recorded) === heading ? "" : `${day(recorded)}, `}${clock(recorded)}`,
    ),
  );
}

/** What the program recorded. */
export function act(line, heading) {
  return el(
    "li",
    { class: "act" },
    times(line, heading),
    el("div", {}, el("p", {}, plainly(sentenceOf(line))), el("p", { class: "quiet" }, whoOf(line) || say("line.act"))),
  );
}

function whoOf({ canon }) {
  const person = people.get(canon.actor);
  return person ? `${plainly(person.name)} · ${plainly(person.organisation)}` : "";
}

/** What a person wrote. */
export function entry(line, heading, changes) {
  const { canon, words } = line;
  const change = changes.get(canon.number) ?? {};
  return el(
    "li",
    { id: `entry-${canon.number}`, class: canon.key ? "key" : null },
    times(line, heading),
    el(
      "article",
      { "aria-label": `#${canon.number}` },
      change.withdrawn ? el("p", { class: "mark" }, say("line.withdrawn")) : null,
      ...wordsOf(words),
      canon.corrects
        ? el(
            "p",
            { class: "mark" },
            toEntry(line.earlier, say("line.corrects", { number: line.earlier ?? "?", reason: reasonOf(words) })),
          )
        : null,
      change.correctedBy
        ? el(
            "p",
            { class: "mark" },
            toEntry(change.correctedBy, say("line.correctedBy", { number: change.correctedBy })),
          )
        : null,
      el(
        "p",
        { class: "quiet" },
        el("span", { class: "number" }, `#${canon.number}`),
        ` ${whoOf(line)} `,
        ...marksOf(line),
      ),
    ),
  );
}

function reasonOf(words) {
  const kind = say(`reason.${words?.reasonKind ?? "other"}`);
  return words?.reason ? `${kind}, ${plainly(words.reason)}` : kind;
}

const toEntry = (number, text) => el("a", { href: `#entry-${number}` }, text);

function wordsOf(words) {
  if (!words) return [el("p", { class: "mark" }, say("line.withheld"))];
  const files = Array.isArray(words.files) ? words.files : [];
  return [
    words.title ? el("h4", {}, plainly(words.title)) : null,
    el("p", { class: "text" }, plainly(words.text ?? "")),
    files.length > 0
      ? el(
          "p",
          { class: "files" },
          `${say("line.files")}: `,
          files.flatMap((file) => [fileLink(file), " "]),
        )
      : null,
  ];
}

/** Attachments lie beside this page, under their hash; the browser saves them, and never opens them here. */
function fileLink({ name, sha256: hash }) {
  const known = /^[0-9a-f]{64}$/.test(String(hash));
  return known ? el("a", { href: `files/${hash}`, download: name }, plainly(name)) : plainly(name);
}

function marksOf({ canon, words }) {
  const chips = [
    canon.key ? say("line.key") : null,
    canon.kind ? say(`kind.${canon.kind}`) : null,
    words?.basis && words.basis !== "fact" ? say(`basis.${words.basis}`) : null,
    canon.audience !== "incident" ? say(`audience.${canon.audience}`) : null,
    ...(words?.systems ?? []).map(plainly),
    ...(words?.attack ?? []).map(plainly),
  ];
  return [
    ...chips.filter(Boolean).flatMap((text) => [el("span", { class: "chip" }, text), " "]),
    el("span", { class: "tlp", "data-tlp": canon.tlp }, canon.tlp ?? ""),
  ];
}
