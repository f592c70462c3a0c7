import { checkRecord, hex, sha256 } from "./check.js";

// What shows a record to a person. Everything it says comes from the blocks of data in this page; it asks no network for anything.

const FIRST = 300;
const PROBLEMS_SHOWN = 8;
const LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"];

const blocks = Object.fromEntries(
  [...document.querySelectorAll("script[id]")].map((block) => [block.id, block.textContent]),
);
const all = readable(blocks.words) ?? {};
const header = readable(blocks.header) ?? { incident: { ref: "?", name: "?", zone: "UTC" }, people: [] };
const sentences = new Map(
  blocks.sentences.split("\n").flatMap((text) => {
    const one = readable(text);
    return one ? [[one.seq, one]] : [];
  }),
);
const people = new Map(header.people.map((person) => [person.id, person]));
const state = { language: preferred(), theme: null, search: "", kind: "", order: "happened", key: false, acts: false };
let record = { lines: [], problems: [], verdict: "running", done: 0 };
let room = FIRST;

function readable(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function preferred() {
  return navigator.languages.find((one) => /^(en|sq)\b/.test(one))?.startsWith("sq") ? "sq" : "en";
}

/** A text of the page in the chosen language, with what belongs into it. */
function say(path, values = {}) {
  const text = path.split(".").reduce((tree, key) => tree?.[key], all[state.language]);
  return String(text ?? path).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** An element with attributes and children; texts stay texts, whatever they hold. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Characters that nobody can see are shown by their number instead of obeyed. */
const plainly = (text) =>
  String(text).replace(hidden, (found) => `[U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

// ── times, in the zone of the incident ──

function parts(iso, options) {
  let zone = header.incident.zone ?? "UTC";
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    zone = "UTC";
  }
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

const valid = (iso) => !Number.isNaN(Date.parse(iso));

function clock(iso) {
  if (!valid(iso)) return "?";
  const { hour, minute } = parts(iso, { hour: "2-digit", minute: "2-digit" });
  return `${hour.padStart(2, "0")}:${minute}`;
}

/** Not every browser knows the months in Albanian, so they come with the words. */
const monthIn = (month) => say("months").split(" ")[Number(month) - 1] ?? month;

function day(iso) {
  if (!valid(iso)) return "?";
  const { day: number, month, year } = parts(iso, { day: "numeric", month: "numeric", year: "numeric" });
  return `${Number(number)} ${monthIn(month)} ${year}`;
}

function monthOf(iso) {
  const { month, year } = parts(iso, { month: "numeric", year: "numeric" });
  return `${monthIn(month)} ${year}`;
}

/** When something happened, as far as it is known, under a heading that names `heading`. */
function happened({ canon }, heading) {
  const at = canon.occurred ?? canon.recorded;
  const time = (iso) => (day(iso) === heading ? clock(iso) : `${day(iso)}, ${clock(iso)}`);
  if (canon.precision === "unknown") return say("line.unknown");
  if (canon.precision === "month") return say("line.month", { month: monthOf(at) });
  if (canon.precision === "day") return day(at) === heading ? say("line.dayOnly") : say("line.day", { day: day(at) });
  if (canon.precision === "about") return say("line.about", { time: time(at) });
  if (canon.precision === "between") return say("line.between", { from: time(at), until: time(canon.occurredUntil) });
  return time(at);
}

// ── what is shown ──

const written = (line) => line.canon.type === "entry.logged" || line.canon.type === "entry.corrected";

function fits(line) {
  if (!written(line) && !state.acts) return false;
  if (state.key && !line.canon.key) return false;
  if (state.kind && line.canon.kind !== state.kind) return false;
  return state.search === "" || folded(textOf(line)).includes(folded(state.search));
}

/** Without accents and capitals, so that "Tirane" finds "Tiranë". */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function textOf(line) {
  const person = people.get(line.canon.actor);
  const words = line.words ?? {};
  return [
    ...[`#${line.canon.number ?? ""}`, words.title, words.text, words.reason, words.category],
    ...[person?.name, person?.organisation, ...(words.systems ?? []), ...(words.attack ?? [])],
    ...(words.files ?? []).map(({ name }) => name),
    written(line) ? "" : sentenceOf(line),
  ]
    .filter(Boolean)
    .join(" ");
}

function sentenceOf(line) {
  if (["entry.withdrawn", "entry.undone"].includes(line.canon.type))
    return say("line.withdraws", { number: line.earlier ?? "?" });
  return sentences.get(line.seq)?.[state.language] ?? `${line.canon.type} ${JSON.stringify(line.words ?? {})}`;
}

const timeOf = ({ canon }) => (state.order === "happened" ? (canon.occurred ?? canon.recorded) : canon.recorded);

function inOrder(lines) {
  return lines.toSorted((a, b) => (timeOf(a) === timeOf(b) ? b.seq - a.seq : timeOf(a) < timeOf(b) ? 1 : -1));
}

/** Which entry corrects or withdraws which, by the number of the earlier one. */
function later() {
  const found = new Map();
  for (const { canon, earlier } of record.lines) {
    if (earlier === undefined) continue;
    found.set(earlier, { ...found.get(earlier), [canon.withdraws ? "withdrawn" : "correctedBy"]: canon.number });
  }
  return found;
}

// ── the page ──

function page() {
  document.documentElement.lang = state.language;
  document.title = `${say("title", { ref: header.incident.ref })} · Kulla`;
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  const kept = document.activeElement?.id;
  document
    .getElementById("app")
    .replaceChildren(
      el("a", { href: "#timeline", class: "skip screen" }, say("skip")),
      top(),
      el("section", { id: "verdict", "aria-labelledby": "verdict-title" }, ...verdict()),
      finder(),
      el("section", { id: "timeline", "aria-labelledby": "timeline-title", tabindex: "-1" }, ...timeline()),
    );
  if (kept) document.getElementById(kept)?.focus();
}

function top() {
  const { incident, madeAt, by } = header;
  const labels = record.lines.map(({ canon }) => LABELS.indexOf(canon.tlp));
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
        page();
      }),
      choice("theme", say("theme"), { light: say("light"), dark: say("dark") }, state.theme ?? looks(), (value) => {
        state.theme = value;
        page();
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

function choice(id, label, options, chosen, change) {
  return el(
    "label",
    { for: id },
    el("span", {}, label),
    el(
      "select",
      { id, onchange: ({ target }) => change(target.value) },
      Object.entries(options).map(([value, text]) => el("option", { value, selected: value === chosen }, text)),
    ),
  );
}

function verdict() {
  const title = el("h2", { id: "verdict-title" }, say("check.title"));
  if (record.verdict === "running") {
    const words = say("check.running", { done: record.done, all: header.lines ?? 0 });
    return [title, el("p", { role: "status" }, words)];
  }
  if (record.verdict === "impossible") return [title, el("p", { class: "bad" }, say("check.impossible"))];
  const { problems, proven, newer, withheld, signed, checkpoint, lines } = record;
  return [
    title,
    el("p", { role: "status", class: `verdict ${record.verdict}` }, say(`check.${record.verdict}`)),
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

function finder() {
  const change = (name) => (event) => {
    state[name] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    room = FIRST;
    refresh();
  };
  const tick = (name, label) =>
    el(
      "label",
      { class: "tick" },
      el("input", { type: "checkbox", checked: state[name], onchange: change(name) }),
      label,
    );
  const kinds = [...new Set(record.lines.map(({ canon }) => canon.kind).filter(Boolean))];
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
      room = FIRST;
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

function refresh() {
  document.getElementById("timeline").replaceChildren(...timeline());
}

function timeline() {
  const fitting = inOrder(record.lines.filter(fits));
  const counted = record.lines.filter((line) => written(line) || state.acts).length;
  const days = [];
  for (const line of fitting.slice(0, room)) {
    const { precision } = line.canon;
    const heading = state.order === "happened" && precision === "unknown" ? say("line.unknown") : day(timeOf(line));
    if (days.at(-1)?.heading !== heading) days.push({ heading, lines: [] });
    days.at(-1).lines.push(line);
  }
  const changes = later();
  const left = fitting.length - room;
  return [
    el("h2", { id: "timeline-title" }, say("line.timeline")),
    el("p", { class: "quiet", role: "status" }, say("find.shown", { count: fitting.length, all: counted })),
    ...(fitting.length === 0 && record.lines.length > 0 ? [el("p", {}, say("find.none"))] : []),
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
    room += FIRST;
    refresh();
  };
  return el("button", { type: "button", class: "screen", onclick: show }, say("find.moreLines", { count }));
}

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

function act(line, heading) {
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

function entry(line, heading, changes) {
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

// ── from the first line to the verdict ──

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
    record.verdict = "impossible";
    page();
    return;
  }
  const found = await checkRecord(blocks.header + blocks.record, async (done) => {
    record.done = done;
    document.getElementById("verdict").replaceChildren(...verdict());
    await new Promise((drawn) => setTimeout(drawn));
  });
  if (await wasChanged()) found.problems.unshift({ key: "page", values: {} });
  record = { ...found, verdict: found.problems.length > 0 ? "bad" : "good" };
  page();
}

await main();
