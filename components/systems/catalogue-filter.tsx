import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { GetForm } from "@/components/ui/get-form";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { paths } from "@/lib/entry/paths";
import { marks, systemKinds, TIERS } from "@/lib/systems/lists";
import type { ListSystems } from "@/lib/systems/schema";

/** Narrows the catalogue; what was chosen stands in the address. */
export function CatalogueFilter({ ask }: { ask: ListSystems }) {
  const t = useTranslations("systems");
  const c = useTranslations("systems.catalogue");
  const any = { value: "", label: c("filter.any") };
  return (
    <search className="screen-only">
      <GetForm
        action={paths.systems()}
        problem={c("filter.problem")}
        errors={{}}
        className="grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(14rem,2fr)_1fr_1fr_1fr_auto]"
      >
        <div className="col-span-2 lg:col-span-1">
          <TextField
            name="q"
            type="search"
            label={c("filter.q")}
            defaultValue={ask.q}
            maxLength={200}
            autoComplete="off"
          />
        </div>
        <Select
          name="kind"
          label={c("filter.kind")}
          defaultValue={ask.kind ?? ""}
          options={[any, ...systemKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))]}
        />
        <Select
          name="tier"
          label={c("filter.tier")}
          defaultValue={ask.tier === undefined ? "" : String(ask.tier)}
          options={[any, ...TIERS.map((tier) => ({ value: String(tier), label: t(`tier.${tier}`) }))]}
        />
        <Select
          name="mark"
          label={c("filter.mark")}
          defaultValue={ask.mark ?? ""}
          options={[any, ...marks.map((mark) => ({ value: mark, label: c(`mark.${mark}`) }))]}
        />
        <Button type="submit">{c("filter.apply")}</Button>
      </GetForm>
    </search>
  );
}
