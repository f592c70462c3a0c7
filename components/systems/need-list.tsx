import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { api, paths } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { nameIn } from "@/lib/systems/name-in";
import type { NeedView, SystemView } from "@/lib/systems/views";

interface Props {
  system: SystemView;
  zone: string;
  words: FormWords;
}

/** What a system needs: alternatives stand together as one need of which any is enough. */
export function Needs({ system, zone, words }: Props) {
  const t = useTranslations("systems.catalogue.needs");
  const groups = [...new Set(system.needs.map(({ group }) => group))].map(
    (group) => [group, system.needs.filter((need) => need.group === group)] as const,
  );
  const acts = system.abilities.change.ok && !system.retired;
  const lines = (needs: NeedView[]) => (
    <ul className="grid">
      {needs.map((need) => (
        <Line key={need.code} need={need} zone={zone}>
          {acts ? <Acts code={system.code} need={need} words={words} /> : null}
        </Line>
      ))}
    </ul>
  );
  return (
    <div className="rounded-lg border border-line bg-surface">
      {system.needs.length === 0 ? <p className="p-4">{t("none")}</p> : null}
      {lines(system.needs.filter(({ group }) => group === null))}
      {groups.map(([group, needs]) =>
        group === null ? null : (
          <section key={group} aria-label={group} className="m-3 rounded-md border-2 border-dotted border-line-strong">
            <h3 className="px-3 pt-2">{t("group", { count: needs.length, name: visibleText(group) })}</h3>
            {lines(needs)}
          </section>
        ),
      )}
    </div>
  );
}

/** What needs a system, whoever keeps it. */
export function NeededBy({ system, zone }: Omit<Props, "words">) {
  const t = useTranslations("systems.catalogue.needs");
  return (
    <div className="rounded-lg border border-line bg-surface">
      {system.neededBy.length === 0 ? <p className="p-4">{t("byNone")}</p> : null}
      <ul className="grid">
        {system.neededBy.map((need) => (
          <Line key={need.code} need={need} zone={zone} />
        ))}
      </ul>
    </div>
  );
}

function Line({ need, zone, children }: { need: NeedView; zone: string; children?: ReactNode }) {
  const t = useTranslations("systems.catalogue.needs");
  const language = useLocale();
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-2.5 first:border-t-0">
      <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
        <Link href={paths.system(need.code)} prefetch={false} className="inline-block min-h-6 font-semibold text-ink">
          {nameIn(language, need)}
        </Link>{" "}
        <span className="font-mono text-xs whitespace-nowrap text-ink-2">{need.code}</span>
        <p className="flex flex-wrap gap-x-2 gap-y-1 text-sm">
          {t(`kind.${need.kind}`)}
          {need.hosting ? <Chip>{t("hosting")}</Chip> : null}
          {need.retired ? <Chip>{t("retired")}</Chip> : null}
        </p>
        <p className={need.confirmed ? "text-sm text-ink-2" : "text-sm font-semibold"}>
          {need.confirmed
            ? t("confirmed", {
                name: visibleText(need.confirmed.by),
                time: dayAndTime(need.confirmed.at, zone, language),
              })
            : t("unconfirmed")}
        </p>
        {need.note ? <p className="text-sm text-ink-2">{visibleText(need.note)}</p> : null}
      </div>
      {children}
    </li>
  );
}

function Acts({ code, need, words }: { code: string; need: NeedView; words: FormWords }) {
  const t = useTranslations("systems.catalogue.needs");
  const language = useLocale();
  const name = nameIn(language, need);
  return (
    <div className="screen-only flex flex-wrap gap-2">
      <ApiForm action={api.need(code, need.code, "confirmation")} words={words}>
        <Button type="submit" aria-label={t("confirmOf", { name })}>
          {need.confirmed ? t("again") : t("confirm")}
        </Button>
      </ApiForm>
      <ApiForm action={api.need(code, need.code)} method="DELETE" words={words}>
        <Button type="submit" aria-label={t("endOf", { name })}>
          {t("end")}
        </Button>
      </ApiForm>
    </div>
  );
}
