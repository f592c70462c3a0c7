import { useMessages, useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";
import { fromStart, orders, type TimelineAsk, writeAsk } from "@/lib/entries/filter";
import { api, paths } from "@/lib/entry/paths";
import { cn } from "@/lib/kernel/cn";
import { type Density, densities } from "@/lib/kernel/preferences";
import { CopyLink } from "./copy-link";

/** In which order the log is read, from which end, and how close its lines stand; and the link that shows others the same. */
export function ViewBar(props: { incident: { ref: string }; ask: TimelineAsk; density: Density }) {
  const { incident, ask } = props;
  const t = useTranslations("timeline");
  const { copy } = useMessages().timeline;
  const start = fromStart(ask);
  const href = (more: TimelineAsk) => paths.timeline(incident.ref, writeAsk({ ...start, ...more }));
  const order = ask.order ?? "happened";
  const first = ask.first ?? "newest";
  return (
    <div className="screen-only flex flex-wrap items-center justify-between gap-x-6 border-b border-line px-3">
      <Tabs
        label={t("order.label")}
        tabs={orders.map((one) => ({ href: href({ order: one }), label: t(`order.${one}`), current: one === order }))}
      />
      <Tabs
        label={t("order.firstLabel")}
        tabs={(["newest", "oldest"] as const).map((one) => ({
          href: href({ first: one }),
          label: t(`order.${one}`),
          current: one === first,
        }))}
      />
      <form method="post" action={api.preferences()}>
        <input type="hidden" name="back" value={paths.timeline(incident.ref, writeAsk(ask))} />
        <fieldset aria-label={t("density.label")} className="flex flex-wrap gap-x-4">
          {densities.map((one) => (
            <button
              key={one}
              type="submit"
              name="density"
              value={one}
              aria-pressed={one === props.density}
              className={cn(
                "inline-flex min-h-11 items-center font-semibold sm:min-h-9",
                one === props.density ? "shadow-[inset_0_-3px_0_var(--ink)]" : "text-ink-2 hover:underline",
              )}
            >
              {t(`density.${one}`)}
            </button>
          ))}
        </fieldset>
      </form>
      <CopyLink
        href={paths.timeline(incident.ref, writeAsk(ask))}
        className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4 sm:min-h-9"
        words={{ copy: copy.view, copied: copy.copied, failed: copy.failed }}
      />
    </div>
  );
}
