import { useLocale, useTranslations } from "next-intl";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Shown } from "@/lib/systems/derived";
import { nameIn } from "@/lib/systems/name-in";
import type { NamedSystem } from "@/lib/systems/views";
import { StatusGlyph } from "./status-glyph";

/** A state in shape, word and colour: never without the word (ux.md §0.6). `path` says for what a system waits. */
export function StatusBadge(props: { shown: Shown; path?: NamedSystem[]; limits?: string | null }) {
  const t = useTranslations("systems");
  const { shown, path = [], limits } = props;
  return (
    <span className="inline-flex items-start gap-1.5">
      <span className="pt-0.5">
        <StatusGlyph shown={shown} />
      </span>
      <span>
        <span className="font-semibold">{t(`shown.${shown}`)}</span>
        <Why shown={shown} path={path} limits={limits ?? null} />
      </span>
    </span>
  );
}

function Why({ shown, path, limits }: { shown: Shown; path: NamedSystem[]; limits: string | null }) {
  const t = useTranslations("systems");
  const language = useLocale();
  const names = path.map((system) => nameIn(language, system));
  const name = names.at(-1);
  const via = names.slice(1, -1).join(", ");
  const said =
    limits !== null
      ? visibleText(limits)
      : name === undefined
        ? null
        : shown === "limited_by_dependency"
          ? t("limitedBy", { name })
          : shown === "not_confirmed"
            ? t("unclear", { name })
            : shown !== "stopped_by_dependency"
              ? null
              : via
                ? t("waitsVia", { name, via })
                : t("waits", { name });
  return said ? <span className="block text-sm text-ink-2">{said}</span> : null;
}
