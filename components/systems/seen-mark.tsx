import { useTranslations } from "next-intl";
import type { Shown } from "@/lib/systems/derived";
import type { Seen } from "@/lib/systems/outside";
import { StatusGlyph } from "./status-glyph";

/** What was seen has the shapes of the states it stands for, so that both columns read alike. */
const looksLike: Record<Seen, Shown> = {
  reachable: "operational",
  slow: "degraded",
  "wrong-content": "degraded",
  certificate: "degraded",
  "not-reachable": "down",
};

/** What was seen, in shape and word; what is too old to count has no colour of a state. */
export function SeenMark(props: { seen: Seen; fresh: boolean; detail?: string | null }) {
  const t = useTranslations("systems.outside.seen");
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusGlyph shown={props.fresh ? looksLike[props.seen] : "not_confirmed"} />
      <span>
        <b>{t(props.seen)}</b>
        {props.detail ? <span className="text-ink-2 wrap-anywhere"> ({props.detail})</span> : null}
      </span>
    </span>
  );
}
