import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { controlClass } from "@/components/ui/control-class";
import { Disclosure } from "@/components/ui/disclosure";
import { Box, Choose, SearchForm } from "@/components/ui/filter-parts";
import { states, type TimelineAsk, visibilities, writeAsk } from "@/lib/entries/filter";
import type { Choices } from "@/lib/entries/reading-queries";
import { paths } from "@/lib/entry/paths";
import { zoneName } from "@/lib/kernel/time";
import { bases, entryKinds } from "@/lib/record/catalog";
import { tlps } from "@/lib/record/tlp";
import { DayAndTime } from "./day-and-time";
import { typedMoment } from "./said-moment";

type Incident = { ref: string; zone: string };

const FORM = "timeline-filter";

/** The search of one log. */
export function SearchBar({ incident, ask }: { incident: Incident; ask: TimelineAsk }) {
  const t = useTranslations("timeline.search");
  const said = writeAsk(ask);
  return (
    <SearchForm
      id={FORM}
      action={paths.timeline(incident.ref)}
      label={t("label")}
      hint={t("hint")}
      placeholder={t("label")}
      button={t("button")}
      q={ask.q}
      maxLength={200}
    >
      {["order", "first", "known", "around", "related"].map((name) =>
        said[name] ? <input key={name} type="hidden" name={name} value={said[name]} /> : null,
      )}
    </SearchForm>
  );
}

/** Every filter at once. What is chosen becomes part of the address. */
export function FilterPanel(props: { incident: Incident; ask: TimelineAsk; choices: Choices | null }) {
  const { incident, ask, choices } = props;
  const t = useTranslations("timeline");
  const entries = useTranslations("entries");
  return (
    <Disclosure label={t("filter.open")}>
      <div className="grid gap-4">
        <p className="text-sm text-ink-2">{t("search.hint")}</p>
        <div className="grid gap-4 lg:grid-cols-2">
          <Boxes title={t("filter.title")}>
            {(["key", "late", "written", "file"] as const).map((name) => (
              <Box
                form={FORM}
                key={name}
                name={name}
                value="1"
                label={t(`filter.${name}`)}
                checked={ask[name] === true}
              />
            ))}
          </Boxes>
          <Boxes title={t("filter.kind")}>
            {entryKinds.map((one) => (
              <Box
                form={FORM}
                key={one}
                name="kind"
                value={one}
                label={entries(`kind.${one}`)}
                checked={ask.kind?.includes(one)}
              />
            ))}
          </Boxes>
        </div>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          <Choose form={FORM} name="person" label={t("filter.person")} any={t("filter.any")} value={ask.person}>
            {choices?.people.map(({ id, name, organisation }) => (
              <option key={`${id} ${organisation}`} value={id}>
                {name}, {organisation}
              </option>
            ))}
          </Choose>
          <Choose
            form={FORM}
            name="organisation"
            label={t("filter.organisation")}
            any={t("filter.any")}
            value={ask.organisation}
          >
            {choices?.organisations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choose>
          <Line name="system" label={t("filter.system")} value={ask.system} list="known-systems" />
          <datalist id="known-systems">
            {choices?.systems.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          {(["technique", "decision", "task"] as const).map((name) => (
            <Line key={name} name={name} label={t(`filter.${name}`)} value={ask[name]} />
          ))}
        </div>
        <Times incident={incident} ask={ask} />
        <div className="grid gap-4 lg:grid-cols-2">
          <Boxes title={t("filter.visibility")}>
            {visibilities.map((one) => (
              <Box
                form={FORM}
                key={one}
                name="visibility"
                value={one}
                label={t(`visibility.${one}`)}
                checked={ask.visibility?.includes(one)}
              />
            ))}
          </Boxes>
          <Boxes title={t("filter.tlp")}>
            {tlps.map((one) => (
              <Box form={FORM} key={one} name="tlp" value={one} label={one} checked={ask.tlp?.includes(one)} />
            ))}
          </Boxes>
          <Boxes title={t("filter.basis")}>
            {bases.map((one) => (
              <Box
                form={FORM}
                key={one}
                name="basis"
                value={one}
                label={entries(`basis.${one}`)}
                checked={ask.basis?.includes(one)}
              />
            ))}
          </Boxes>
          <Boxes title={t("filter.state")}>
            {states.map((one) => (
              <Box
                form={FORM}
                key={one}
                name="state"
                value={one}
                label={t(`state.${one}`)}
                checked={ask.state?.includes(one)}
              />
            ))}
          </Boxes>
        </div>
        <div>
          <button type="submit" form={FORM} className={buttonClass("main")}>
            {t("filter.use")}
          </button>
        </div>
      </div>
    </Disclosure>
  );
}

function Times({ incident, ask }: { incident: Incident; ask: TimelineAsk }) {
  const t = useTranslations("timeline.filter");
  const language = useLocale();
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 lg:grid-cols-2">
        {(["happened", "recorded"] as const).map((what) => (
          <fieldset key={what} className="grid gap-2">
            <legend className="mb-1 font-semibold">{t(what)}</legend>
            {(["From", "To"] as const).map((end) => (
              <DayAndTime
                key={end}
                form={FORM}
                name={`${what}${end}`}
                label={t(end === "From" ? "from" : "to")}
                value={typedMoment(ask[`${what}${end}`], incident.zone)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <p className="text-sm text-ink-2">{t("zone", { place: zoneName(incident.zone, language) })}</p>
    </div>
  );
}

function Boxes(props: { title: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{props.title}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">{props.children}</div>
    </fieldset>
  );
}

function Line(props: { name: string; label: string; value: string | undefined; list?: string }) {
  return (
    <label className="grid content-start gap-1">
      <span className="font-semibold">{props.label}</span>
      <input
        form={FORM}
        name={props.name}
        defaultValue={props.value}
        list={props.list}
        maxLength={100}
        className={controlClass(undefined)}
      />
    </label>
  );
}
