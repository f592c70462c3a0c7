import "server-only";
import { languages } from "@/lib/kernel/preferences";
import { catalog, type EntryType } from "@/lib/record/catalog";
import type { ExportHeader, ExportLine } from "@/lib/record/export";
import { leafHash } from "@/lib/record/merkle";
import { sentenceOf } from "@/lib/record/sentences";
import { TextFile } from "./text-file";

type Sentences = Record<(typeof languages)[number], string>;
type Canon = Record<string, unknown>;

/**
 * The readable form of a record: one JSON document in which each line says in plain fields what its hashed text says. It is made from
 * the record and proves nothing by itself.
 */
export class Entries {
  private readonly file: TextFile;
  private readonly numbers = new Map<string, number>();
  private readonly people: Map<string, ExportHeader["people"][number]>;
  private before: string;

  constructor(file: string, header: ExportHeader) {
    const { incident, madeAt, by, people } = header;
    this.file = new TextFile(file);
    this.people = new Map(people.map((person) => [person.id, person]));
    this.before = `{"format":"kulla entries v1","incident":${JSON.stringify(incident)},"madeAt":${JSON.stringify(madeAt)},"by":${JSON.stringify(by)},"entries":[\n`;
  }

  /** @returns how an act of the program reads in each language; null for what people wrote */
  async add(line: ExportLine): Promise<Sentences | null> {
    const canon = JSON.parse(line.canon) as Canon;
    const words = line.body === null ? null : (JSON.parse(line.body) as Record<string, unknown>);
    const earlier = this.numbers.get(String(canon["corrects"] ?? canon["withdraws"]));
    if (typeof canon["number"] === "number") this.numbers.set(String(canon["id"]), canon["number"]);
    const sentences = words && sentencesOf(canon, { ...words, number: canon["number"] ?? 0, of: earlier ?? 0 });
    await this.file.write(this.before + JSON.stringify(this.formOf(line, canon, { words, sentences, earlier })));
    this.before = ",\n";
    return sentences;
  }

  async end(): Promise<void> {
    await this.file.write(this.before === ",\n" ? "\n]}\n" : `${this.before}]}\n`);
    await this.file.end();
  }

  private formOf(
    { seq, canon: text, proof }: ExportLine,
    canon: Canon,
    { words, sentences, earlier }: { words: unknown; sentences: Sentences | null; earlier: number | undefined },
  ) {
    const person = this.people.get(String(canon["actor"]));
    return {
      seq,
      number: canon["number"] ?? null,
      type: canon["type"],
      kind: canon["kind"] ?? null,
      happened: {
        at: canon["occurred"] ?? canon["recorded"],
        until: canon["occurredUntil"] ?? null,
        precision: canon["precision"],
      },
      recordedAt: canon["recorded"],
      writtenAt: canon["written"] ?? null,
      by: person ? { ...person, role: canon["role"] ?? null } : null,
      audience: canon["audience"],
      tlp: canon["tlp"],
      key: canon["key"],
      corrects: canon["corrects"] ? (earlier ?? null) : null,
      withdraws: canon["withdraws"] ? (earlier ?? null) : null,
      words,
      sentence: sentences,
      leaf: leafHash(text).toString("hex"),
      proven: proof !== null,
    };
  }
}

/** Types of a program that is newer than this one have no sentence here; their words are shown as they are. */
function sentencesOf(canon: Canon, words: Record<string, unknown>): Sentences | null {
  const type = String(canon["type"]);
  if (!(type in catalog) || type === "entry.logged" || type === "entry.corrected") return null;
  return Object.fromEntries(
    languages.map((language) => [language, sentenceOf(language, type as EntryType, words)]),
  ) as Sentences;
}
