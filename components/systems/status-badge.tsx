import { useTranslations } from "next-intl";
import type { Shown } from "@/lib/systems/derived";
import { StatusGlyph } from "./status-glyph";

/** A state in shape, word and colour: never without the word (ux.md §0.6). `path` says for what a system waits. */
export function StatusBadge(props: { shown: Shown; path?: { code: string; name: string }[]; limits?: string | null }) {
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

function Why({ shown, path, limits }: { shown: Shown; path: { name: string }[]; limits: string | null }) {
  const t = useTranslations("systems");
  const cause = path.at(-1);
  const said =
    limits ??
    (shown === "limited_by_dependency" && cause
      ? t("limitedBy", { name: cause.name })
      : shown === "stopped_by_dependency" && cause
        ? path.length > 2
          ? t("waitsVia", {
              name: cause.name,
              via: path
                .slice(1, -1)
                .map(({ name }) => name)
                .join(", "),
            })
          : t("waits", { name: cause.name })
        : null);
  return said ? <span className="block text-sm text-ink-2">{said}</span> : null;
}
