import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { GetForm } from "@/components/ui/get-form";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { roles } from "@/lib/access/roles";
import { paths } from "@/lib/entry/paths";
import type { Asked } from "@/lib/exports/asked";
import { ceilings, formats } from "@/lib/exports/schema";
import type { ExportChoices } from "@/lib/exports/views";
import { zoneName } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** What goes into the file and for whom. A plain form of the page's own address, so that the choice can be shared and seen before anything leaves. */
export function ChooseExport(props: {
  incident: { ref: string; zone: string };
  asked: Asked;
  choices: ExportChoices;
  ownOnly: boolean;
}) {
  const { incident, choices, ownOnly } = props;
  const { fields, problems } = props.asked;
  const t = useTranslations("exports");
  const role = useTranslations("access.role");
  const language = useLocale();
  const everybody = [
    { value: "all", label: t("whose.all", { name: "" }) },
    { value: "key", label: t("whose.key", { name: "" }) },
    ...roles.map((one) => ({ value: `role:${one}`, label: t("whose.role", { name: role(one) }) })),
    ...choices.organisations.map(({ id, name }) => ({
      value: `organisation:${id}`,
      label: t("whose.organisation", { name: visibleText(name) }),
    })),
  ];
  const people = choices.people.map(({ id, name, organisation }) => ({
    value: `person:${id}`,
    label: t("whose.person", { name: visibleText(`${name}, ${organisation}`) }),
  }));
  const whose = ownOnly ? people.filter(({ value }) => value === fields.whose) : [...everybody, ...people];
  return (
    <GetForm
      action={paths.exportLog(incident.ref)}
      problem={t("problem.title")}
      errors={Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, t(`problem.${problem}`)]))}
      className="rounded-lg border border-line bg-surface p-4"
    >
      <h2>{t("choose.title")}</h2>
      <Select name="whose" label={t("choose.whose")} options={whose} defaultValue={fields.whose} />
      <Select
        name="order"
        label={t("choose.order")}
        defaultValue={fields.order}
        options={[
          { value: "happened", label: t("choose.happened") },
          { value: "recorded", label: t("choose.recorded") },
        ]}
      />
      <fieldset className="grid gap-3 sm:grid-cols-2 sm:items-end">
        <legend className="mb-1 font-semibold">{t("choose.range")}</legend>
        <p className="text-sm text-ink-2 sm:col-span-2">
          {t("choose.rangeHint", { zone: zoneName(incident.zone, language) })}
        </p>
        {(["fromDay", "fromTime", "untilDay", "untilTime"] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(`choose.${name}`)}
            type={name.endsWith("Day") ? "date" : "text"}
            inputMode={name.endsWith("Day") ? undefined : "numeric"}
            autoComplete="off"
            defaultValue={fields[name]}
          />
        ))}
      </fieldset>
      <Select
        name="format"
        label={t("choose.format")}
        defaultValue={fields.format}
        options={formats.map((format) => ({ value: format, label: t(`format.${format}`) }))}
      />
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold">{t("choose.to")}</legend>
        <Choice
          type="radio"
          name="to"
          value="oneself"
          label={t("choose.oneself")}
          hint={t("choose.oneselfHint")}
          defaultChecked={fields.to !== "another"}
        />
        <Choice
          type="radio"
          name="to"
          value="another"
          label={t("choose.another")}
          hint={t("choose.anotherHint")}
          defaultChecked={fields.to === "another"}
        />
        <div className="grid gap-3 border-l-2 border-line pl-4 sm:grid-cols-2 sm:items-end">
          <TextField
            name="recipient"
            label={t("choose.recipient")}
            hint={t("choose.recipientHint")}
            maxLength={200}
            autoComplete="off"
            defaultValue={fields.recipient}
          />
          <Select
            name="ceiling"
            label={t("choose.ceiling")}
            defaultValue={fields.ceiling ?? "TLP:CLEAR"}
            options={ceilings.map((tlp) => ({ value: tlp, label: tlp }))}
          />
        </div>
      </fieldset>
      <div>
        <Button type="submit">{t("choose.button")}</Button>
      </div>
    </GetForm>
  );
}
