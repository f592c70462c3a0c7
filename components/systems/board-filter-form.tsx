import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Box, Choose, SearchForm } from "@/components/ui/filter-parts";
import { paths } from "@/lib/entry/paths";
import { boardGroups, headlines } from "@/lib/systems/board";
import type { BoardAsk } from "@/lib/systems/board-filter";
import { TIERS } from "@/lib/systems/lists";
import type { BoardRow } from "@/lib/systems/views";

const FORM = "board-filter";

/** Search and filters of the board. */
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
      <SearchForm
        id={FORM}
        action={paths.board(props.incident.ref)}
        label={t("filter.label")}
        hint={t("filter.hint")}
        placeholder={t("filter.hint")}
        button={t("filter.button")}
        q={ask.q}
        maxLength={100}
      />
      <Disclosure label={t("filter.open")}>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <Choose form={FORM} name="state" label={t("filter.state")} any={t("filter.any")} value={ask.state}>
            {headlines.map((one) => (
              <option key={one} value={one}>
                {t(`state.${one}`)}
              </option>
            ))}
          </Choose>
          <Choose form={FORM} name="group" label={t("filter.group")} any={t("filter.any")} value={ask.group}>
            {boardGroups.map((one) => (
              <option key={one} value={one}>
                {t(`group.${one}`)}
              </option>
            ))}
          </Choose>
          <Choose form={FORM} name="owner" label={t("filter.owner")} any={t("filter.any")} value={ask.owner}>
            {owners.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </Choose>
          <Choose form={FORM} name="tier" label={t("filter.tier")} any={t("filter.any")} value={ask.tier?.toString()}>
            {TIERS.map((one) => (
              <option key={one} value={one}>
                {tier(String(one) as "0")}
              </option>
            ))}
          </Choose>
          <Box
            form={FORM}
            name="own"
            value="1"
            label={t("filter.own", { organisation: props.organisation })}
            checked={ask.own}
            className="sm:col-span-2 lg:col-span-3"
          />
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
