import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { controlClass } from "@/components/ui/control-class";
import { Disclosure } from "@/components/ui/disclosure";
import { paths } from "@/lib/entry/paths";
import { boardGroups, headlines } from "@/lib/systems/board";
import type { BoardAsk } from "@/lib/systems/board-filter";
import { TIERS } from "@/lib/systems/lists";
import type { BoardRow } from "@/lib/systems/views";

/** Fields outside of the form belong to it by this name, so that the panel can open across the whole width. */
const FORM = "board-filter";

/** What is chosen becomes part of the address: it works without JavaScript and can be shared. */
export function BoardFilter(props: {
  incident: { ref: string };
  rows: BoardRow[];
  ask: BoardAsk;
  organisation: string;
}) {
  const { ask } = props;
  const t = useTranslations("systems.board");
  const tier = useTranslations("systems.tier");
  const owners = [...new Set(props.rows.map(({ owner }) => owner))].sort();
  return (
    <div className="screen-only flex flex-wrap items-end gap-2">
      <form
        id={FORM}
        method="get"
        action={paths.board(props.incident.ref)}
        className="flex flex-1 basis-72 items-end gap-2"
      >
        <label className="min-w-0 flex-1">
          <span className="sr-only">
            {t("filter.label")}. {t("filter.hint")}
          </span>
          <input
            type="search"
            name="q"
            placeholder={t("filter.hint")}
            defaultValue={ask.q}
            maxLength={100}
            className={controlClass(undefined)}
          />
        </label>
        <button type="submit" className={buttonClass("main")}>
          {t("filter.button")}
        </button>
      </form>
      <Disclosure label={t("filter.open")}>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <Choose name="state" label={t("filter.state")} any={t("filter.any")} value={ask.state}>
            {headlines.map((one) => (
              <option key={one} value={one}>
                {t(`state.${one}`)}
              </option>
            ))}
          </Choose>
          <Choose name="group" label={t("filter.group")} any={t("filter.any")} value={ask.group}>
            {boardGroups.map((one) => (
              <option key={one} value={one}>
                {t(`group.${one}`)}
              </option>
            ))}
          </Choose>
          <Choose name="owner" label={t("filter.owner")} any={t("filter.any")} value={ask.owner}>
            {owners.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </Choose>
          <Choose name="tier" label={t("filter.tier")} any={t("filter.any")} value={ask.tier?.toString()}>
            {TIERS.map((one) => (
              <option key={one} value={one}>
                {tier(String(one) as "0")}
              </option>
            ))}
          </Choose>
          <label className="inline-flex min-h-11 items-center gap-2 sm:col-span-2 lg:col-span-3">
            <input
              type="checkbox"
              form={FORM}
              name="own"
              value="1"
              defaultChecked={ask.own}
              className="size-6 shrink-0 accent-ink"
            />
            {t("filter.own", { organisation: props.organisation })}
          </label>
          <div className="content-end">
            <button type="submit" form={FORM} className={buttonClass("main")}>
              {t("filter.use")}
            </button>
          </div>
        </div>
      </Disclosure>
    </div>
  );
}

function Choose(props: { name: string; label: string; any: string; value: string | undefined; children: ReactNode }) {
  return (
    <label className="grid content-start gap-1">
      <span className="font-semibold">{props.label}</span>
      <select form={FORM} name={props.name} defaultValue={props.value ?? ""} className={controlClass(undefined)}>
        <option value="">{props.any}</option>
        {props.children}
      </select>
    </label>
  );
}
