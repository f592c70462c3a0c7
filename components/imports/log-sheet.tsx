import type { IncidentHeader } from "@/lib/incidents/views";
import { messagesIn } from "@/lib/kernel/messages";
import type { Language } from "@/lib/kernel/preferences";
import { zoneName } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { fill } from "@/lib/kernel/words";

const LINES = Array.from({ length: 20 }, (_, index) => index + 1);

/** One blank sheet of paper: which incident, which number, lines to write on, and the rules of a paper log at its foot. */
export function LogSheet(props: {
  number: number;
  incident: Pick<IncidentHeader, "ref" | "name" | "zone">;
  language: Language;
}) {
  const { number, incident, language } = props;
  const words = messagesIn(language).imports.sheet;
  return (
    <article lang={language} data-paper-sheet className="paper-sheet" aria-label={fill(words.page, { number })}>
      <header className="flex items-end justify-between gap-4 border-b-2 border-ink pb-2">
        <div>
          <p className="text-lg font-bold">{words.name}</p>
          <p className="line-clamp-2 wrap-anywhere">
            <strong>{incident.ref}</strong> {visibleText(incident.name)}
          </p>
          <p className="text-sm">
            {fill(words.zone, { zone: zoneName(incident.zone, language) })}. {words.keeper}: ____________________
          </p>
        </div>
        <p className="shrink-0 text-right">
          <span className="block text-sm">{words.number}</span>
          <strong className="font-mono text-xl">{number}</strong>
        </p>
      </header>
      <table className="paper-lines">
        <thead>
          <tr>
            {(["no", "happened", "what", "who", "initials"] as const).map((column) => (
              <th key={column} scope="col">
                {words[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map((line) => (
            <tr key={line}>
              <td />
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="text-sm">{words.rules}</footer>
    </article>
  );
}
