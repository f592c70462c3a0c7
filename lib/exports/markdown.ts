import "server-only";
import { happenedSentence } from "@/lib/kernel/happened";
import type { Language } from "@/lib/kernel/preferences";
import { sayIn } from "@/lib/kernel/say";
import { dayAndTime } from "@/lib/kernel/time";
import { bannerLines } from "./banner";
import { fenced, span } from "./markdown-text";
import { withoutTricks } from "./plain";
import type { ExportLine, Link } from "./views";
import type { Writer } from "./writers";

/** A text to read: a heading for each line of the log, its facts, and what was written in a fenced block. What people wrote is never markup. */
export const markdownWriter = ({ zone, language }: { zone: string; language: Language }): Writer => {
  const say = sayIn(language, "exports");
  return {
    opening: (banner) =>
      [
        `# ${say("banner.title")}`,
        ...bannerLines(banner).map(([name, value]) => `- **${name}**: ${words(value)}`),
        "",
        "",
      ].join("\n"),
    head: "",
    row: (line) => entry(line, zone, language),
    foot: () => "",
    closing: "",
  };
};

const words = (text: string) => span(withoutTricks(text));

function entry(line: ExportLine, zone: string, language: Language): string {
  const say = sayIn(language, "exports");
  const entries = sayIn(language, "entries");
  const moment = { at: line.occurredAt, until: line.occurredUntil, precision: line.precision };
  const what = line.kind ? entries(`kind.${line.kind}`) : say("line.act");
  const basis = line.basis && line.basis !== "fact" ? ` (${entries(`basis.${line.basis}`)})` : "";
  const facts: [string, string][] = [
    [
      say("line.happened"),
      `${happenedSentence(moment, zone, language)} (${line.occurredAt.toISOString()}, ${line.precision})`,
    ],
    [say("line.recorded"), `${dayAndTime(line.recordedAt, zone, language)} (${line.recordedAt.toISOString()})`],
    [say("line.by"), authorOf(line, language)],
    [
      say("line.label"),
      [line.tlp, line.key ? say("line.key") : "", entries(`audience.${line.audience}`)].filter(Boolean).join(", "),
    ],
    ...linkFacts(line, language),
    ...(line.kind
      ? Object.entries(line.more).map(([name, value]): [string, string] => [
          /^\w+$/.test(name) ? name : words(name),
          listed(value),
        ])
      : []),
    ["Id", line.id],
  ];
  return [
    `## ${nameOf(line)}: ${what}${basis}`,
    "",
    ...(line.title ? [`${words(line.title)}`, ""] : []),
    fenced(withoutTricks(line.text)),
    "",
    ...facts.filter(([, value]) => value).map(([name, value]) => `- ${name}: ${words(value)}`),
    "",
    "",
  ].join("\n");
}

const listed = (value: unknown): string =>
  Array.isArray(value) ? value.map(listed).join(", ") : typeof value === "string" ? value : JSON.stringify(value);

function linkFacts(line: ExportLine, language: Language): [string, string][] {
  const say = sayIn(language, "exports");
  const reason = (kind: string) => sayIn(language, "entries")(`reason.${kind}`);
  const { corrects, correctedBy, withdrawnAfterSeconds: seconds } = line;
  return [
    ...(corrects
      ? [
          [
            say("line.corrects"),
            [pointer(corrects), reason(corrects.reasonKind), corrects.reason].filter(Boolean).join(", "),
          ] as [string, string],
        ]
      : []),
    ...(correctedBy
      ? [[say("line.correctedBy"), `${pointer(correctedBy)}, ${reason(correctedBy.reasonKind)}`] as [string, string]]
      : []),
    ...(seconds === null ? [] : [[say("line.withdrawn"), say("line.withdrawnAfter", { seconds })] as [string, string]]),
  ];
}

const authorOf = ({ by }: ExportLine, language: Language) =>
  [by.name, by.organisation, by.role && sayIn(language, "access")(`role.${by.role.split(" ")[0]}`)]
    .filter(Boolean)
    .join(", ");

/** Numbered as in the log where the file may say so, else by its place in the file. */
const nameOf = ({ number, line }: ExportLine) => (number ? `#${number}` : String(line));
const pointer = ({ number, line, id }: Link) => (number ? `#${number}` : line ? String(line) : id);
