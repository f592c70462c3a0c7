import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { nameIn } from "@/lib/systems/name-in";
import type { SystemView } from "@/lib/systems/views";
import { SystemMarks } from "./system-marks";

/** Which system this is, and what is missing that somebody will need. */
export function SystemHead({ system, action }: { system: SystemView; action: ReactNode }) {
  const t = useTranslations("systems");
  const c = useTranslations("systems.catalogue");
  const language = useLocale();
  const name = nameIn(language, system);
  const other = language === "sq" ? system.name : system.localName;
  const warnings = [
    system.retired && c("page.retiredOn"),
    system.unmaintained && c("page.noMaintainer"),
    system.withoutFallback && c("page.noFallback"),
  ].filter((one) => one !== false);
  return (
    <header className="grid gap-2">
      <p className="screen-only text-sm">
        <Link href={paths.systems()} prefetch={false} className="inline-flex min-h-11 items-center sm:min-h-6">
          {c("title")}
        </Link>
      </p>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="grid gap-1">
          <p className="font-mono text-sm text-ink-2">{system.code}</p>
          <h1 className="wrap-anywhere">{name}</h1>
          {other && other !== name ? <p className="text-ink-2 wrap-anywhere">{visibleText(other)}</p> : null}
        </div>
        {action}
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Chip>{t(`kind.${system.kind}`)}</Chip>
        <Chip>{t(`tier.${String(system.tier) as "0"}`)}</Chip>
        <SystemMarks {...system} />
      </div>
      {warnings.length > 0 ? (
        <ul className="grid gap-1 rounded-lg border border-line-strong bg-surface px-4 py-3">
          {warnings.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : null}
    </header>
  );
}
