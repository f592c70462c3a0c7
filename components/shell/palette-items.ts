import { type EntryAddress, incidentOfPath } from "@/components/entries/chosen-entry";
import { paths } from "@/lib/entry/paths";
import type { Language } from "@/lib/kernel/preferences";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { counted, fill } from "@/lib/kernel/words";
import type { Found } from "@/lib/palette/views";
import { nameIn } from "@/lib/systems/name-in";
import type { Hand } from "./keys";
import type { KeysWords } from "./keys-words";
import { type ShortcutId, shortcuts } from "./shortcuts";

/** A row of the palette: what it says and what choosing it does. */
export interface Item {
  id: string;
  label: string;
  detail?: string;
  /** The key that does the same. */
  press?: string;
  does: { act: ShortcutId } | { go: string } | "sign-out";
}

export type GroupName = keyof KeysWords["palette"]["groups"];
export interface Group {
  name: GroupName;
  items: Item[];
}

/** What the palette knows when it opens. */
export interface Scene {
  able: ShortcutId[];
  entry: EntryAddress | null;
  hand: Hand;
  words: KeysWords;
}

const pressOf = (id: ShortcutId): string => shortcuts.find((one) => one.id === id)?.press.at(-1) ?? "";

/** What this person can do on this page; nothing that they may not. */
function toDo({ able, entry, hand, words }: Scene): Item[] {
  const { palette, does } = words;
  const number = entry?.number ?? 0;
  const labels: [ShortcutId, string][] = [
    ["write", does.write],
    ["correct", fill(palette.correct, { number })],
    ["withdraw", palette.withdraw],
    ["copy-link", entry ? fill(palette.copyLink, { number }) : palette.copyPage],
    ["clock", palette.clock],
    ["sheet", does.sheet],
  ];
  return [
    ...labels
      .filter(([id]) => able.includes(id))
      .map(([id, label]): Item => ({ id: `do:${id}`, label, press: pressOf(id), does: { act: id } })),
    ...(hand.opensIncidents
      ? [{ id: "do:open-incident", label: palette.openIncident, does: { go: paths.newIncident() } }]
      : []),
    { id: "do:sign-out", label: palette.signOut, does: "sign-out" },
  ];
}

/** Pages of the house, and those of the incident at hand. */
function toGo({ hand, words }: Scene): Item[] {
  const { palette, does } = words;
  const ref = incidentOfPath(location.pathname);
  const page = (id: string, label: string, go: string): Item => ({ id: `go:${id}`, label, does: { go } });
  return [
    page("incidents", palette.incidents, paths.incidents()),
    ...(ref
      ? [
          page("log", fill(palette.log, { ref }), paths.incident(ref)),
          page("timeline", fill(palette.timeline, { ref }), paths.timeline(ref)),
          page("key-events", fill(palette.keyEvents, { ref }), paths.incident(ref, { tab: "key" })),
        ]
      : []),
    ...(hand.findsCatalogue
      ? [
          ...(ref
            ? [
                page("board", fill(palette.board, { ref }), paths.board(ref)),
                page("what-if", fill(palette.whatIf, { ref }), paths.systemsMap(ref)),
                page("decisions", fill(palette.decisions, { ref }), paths.decisions(ref)),
                page("waiting", fill(palette.waiting, { ref }), paths.decisions(ref, { waits: "me" })),
              ]
            : []),
          page("catalogue", palette.catalogue, paths.systems()),
        ]
      : []),
    page("me", palette.me, paths.me()),
    page("help", palette.help, paths.help()),
    page("keys", does.sheet, paths.shortcuts()),
    page("permissions", palette.permissions, paths.permissions()),
    page("api", palette.api, paths.apiDocs()),
    ...(hand.isAdmin
      ? [
          page("admin", palette.admin, paths.admin()),
          page("invite", palette.invite, paths.adminInvite()),
          page("sessions", palette.sessions, paths.adminSessions()),
          page("audit", palette.audit, paths.adminAudit()),
        ]
      : []),
  ];
}

const MARKS = /\p{M}/gu;
const folded = (text: string) => text.normalize("NFD").replace(MARKS, "").toLowerCase();

/** Every word that was typed begins or stands in the label. */
function matches({ label }: Item, q: string): boolean {
  const text = folded(label);
  return folded(q)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function foundGroups(found: Found, language: Language, { palette }: KeysWords): Group[] {
  // People and systems are only found inside an incident, and lead to its timeline.
  const ref = incidentOfPath(location.pathname) ?? "";
  const entries = found.entries.map(
    (entry): Item => ({
      id: `entry:${entry.ref}:${entry.number}`,
      label: `#${entry.number} ${entry.text === null ? palette.red : visibleText(entry.text)}`,
      detail: [dayAndTime(new Date(entry.at), entry.zone, language), entry.by && visibleText(entry.by)]
        .filter(Boolean)
        .join(" · "),
      does: { go: paths.entry(entry.ref, entry.number) },
    }),
  );
  const people = found.people.map(
    ({ id, name, organisation }, at): Item => ({
      id: `person:${at}`,
      label: fill(palette.by, { name: visibleText(name), organisation: visibleText(organisation) }),
      detail: palette.show,
      does: { go: paths.timeline(ref, { person: id }) },
    }),
  );
  const systems = found.systems.map(
    ({ name, entries: count }, at): Item => ({
      id: `system:${at}`,
      label: visibleText(name),
      detail: counted(palette.uses, count),
      does: { go: paths.timeline(ref, { system: name }) },
    }),
  );
  const catalogue = found.catalogue.map(
    (system): Item => ({
      id: `catalogue:${system.code}`,
      label: nameIn(language, system),
      detail: system.code,
      does: { go: paths.system(system.code) },
    }),
  );
  return [
    { name: "entries", items: entries },
    { name: "people", items: people },
    { name: "systems", items: [...systems, ...catalogue] },
  ];
}

/**
 * What stands in the palette. Without a question: what was used last, what fits this page, where one may go. With one: what it names,
 * and what was found for it.
 */
export function groupsFor(scene: Scene, q: string, used: string[], found: Found | null): Group[] {
  const [acts, places] = [toDo(scene), toGo(scene)];
  const incidents = (found?.incidents ?? []).map(
    ({ ref, name }): Item => ({
      id: `incident:${ref}`,
      label: visibleText(name),
      detail: ref,
      does: { go: paths.incident(ref) },
    }),
  );
  const groups: Group[] = q
    ? [
        { name: "do", items: acts.filter((item) => matches(item, q)) },
        { name: "go", items: [...places.filter((item) => matches(item, q)), ...incidents] },
        ...(found ? foundGroups(found, scene.hand.language, scene.words) : []),
      ]
    : [
        { name: "used", items: used.flatMap((id) => [...acts, ...places].find((item) => item.id === id) ?? []) },
        { name: "do", items: acts.filter(({ id }) => !used.includes(id)) },
        { name: "go", items: [...places.filter(({ id }) => !used.includes(id)), ...incidents] },
      ];
  return groups.filter(({ items }) => items.length > 0);
}
