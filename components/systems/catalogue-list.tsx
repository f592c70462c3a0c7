import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Table } from "@/components/ui/table";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { nameIn } from "@/lib/systems/name-in";
import { about } from "@/lib/systems/said";
import type { SystemRow } from "@/lib/systems/views";
import { SystemMarks } from "./system-marks";

/** The catalogue: a table where there is room and on paper, cards on a phone. */
export function CatalogueList({ systems }: { systems: SystemRow[] }) {
  return (
    <>
      <div className="hidden lg:block print:block">
        <Lines systems={systems} />
      </div>
      <ul className="grid gap-2 lg:hidden print:hidden">
        {systems.map((system) => (
          <Card key={system.code} system={system} />
        ))}
      </ul>
    </>
  );
}

function Lines({ systems }: { systems: SystemRow[] }) {
  const t = useTranslations("systems");
  const c = useTranslations("systems.catalogue");
  const language = useLocale();
  const figure = (label: string) => <span className="block text-right">{label}</span>;
  const head = [
    ...[c("head.system"), c("head.kind"), c("head.keepers")],
    ...[c("head.uses"), c("head.needs"), c("head.neededBy")].map(figure),
    c("head.marks"),
  ];
  return (
    <Table caption={c("title")} head={head}>
      {systems.map((system) => (
        <tr key={system.code} className="align-top">
          <td className="max-w-96">
            <SystemLink system={system} />
          </td>
          <td>
            {t(`kind.${system.kind}`)}
            <p className="text-sm text-ink-2">{c("row.tier", { tier: system.tier })}</p>
          </td>
          <td>
            {visibleText(system.owner)}
            {system.operator === system.owner ? null : (
              <p className="text-sm text-ink-2">{c("row.operator", { name: visibleText(system.operator) })}</p>
            )}
          </td>
          <td className="text-right whitespace-nowrap">
            {system.usesPerDay === null ? <span className="text-ink-2">–</span> : about(system.usesPerDay, language)}
          </td>
          <td className="text-right">{system.needs}</td>
          <td className="text-right">{system.neededBy}</td>
          <td>
            <div className="flex flex-wrap gap-1.5">
              <SystemMarks {...system} />
            </div>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Card({ system }: { system: SystemRow }) {
  const t = useTranslations("systems");
  const c = useTranslations("systems.catalogue");
  const language = useLocale();
  const facts = [
    t(`kind.${system.kind}`),
    c("row.tier", { tier: system.tier }),
    visibleText(system.owner),
    system.operator !== system.owner && c("row.operator", { name: visibleText(system.operator) }),
    system.usesPerDay !== null && c("row.uses", { count: about(system.usesPerDay, language) }),
    c("row.needs", { count: system.needs }),
    c("row.neededBy", { count: system.neededBy }),
  ];
  return (
    <li className="grid gap-1.5 rounded-lg border border-line bg-surface px-3 py-2.5">
      <SystemLink system={system} />
      <p className="text-sm text-ink-2">{facts.filter(Boolean).join(" · ")}</p>
      <div className="flex flex-wrap gap-1.5 empty:hidden">
        <SystemMarks {...system} />
      </div>
    </li>
  );
}

function SystemLink({ system }: { system: SystemRow }) {
  return (
    <div>
      <Link
        href={paths.system(system.code)}
        prefetch={false}
        className="inline-flex min-h-11 items-center font-semibold wrap-anywhere text-ink sm:min-h-6"
      >
        {nameIn(useLocale(), system)}
      </Link>
      <p className="font-mono text-xs text-ink-2">{system.code}</p>
    </div>
  );
}
