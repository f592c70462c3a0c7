import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { Table } from "@/components/ui/table";
import { paths } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { PersonRow } from "@/lib/people/views";
import { factorName } from "./factor-name";

/** People as lines: who, of which organisation, with what power, and when they were last here. */
export function PeopleTable(props: { people: PersonRow[]; zone: string }) {
  const t = useTranslations("people.list");
  const role = useTranslations("access.role");
  const factor = useTranslations("people.factor");
  const language = useLocale();
  return (
    <Table caption={t("caption")} head={[t("name"), t("organisation"), t("duties"), t("lastSeen")]}>
      {props.people.map((person) => (
        <tr key={person.id}>
          <td>
            <Link href={paths.adminPerson(person.id)} prefetch={false} className="font-semibold">
              {visibleText(person.name)}
            </Link>
            <p className="text-sm text-ink-2">{person.email ?? t("noEmail")}</p>
          </td>
          <td>{visibleText(person.organisation)}</td>
          <td>
            <div className="flex flex-wrap gap-1.5">
              {person.disabled ? <Chip solid>{t("disabled")}</Chip> : null}
              {person.isAdmin ? <Chip>{role("ADMIN")}</Chip> : null}
              {person.duties.map((duty) => (
                <Chip key={duty}>{role(duty)}</Chip>
              ))}
            </div>
          </td>
          <td>
            {person.lastSeenAt
              ? `${dayAndTime(person.lastSeenAt, props.zone, language)}, ${factorName(factor, person.lastFactor ?? "")}`
              : t("never")}
            {person.codeUntil ? (
              <p className="text-sm text-ink-2">
                {t("codeUntil", { time: dayAndTime(person.codeUntil, props.zone, language) })}
              </p>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  );
}
