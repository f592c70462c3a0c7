import { useTranslations } from "next-intl";
import { useName } from "@/components/systems/names";
import type { DecisionView } from "@/lib/decisions/views";
import { visibleText } from "@/lib/kernel/visible-text";
import { Options, saidNow } from "./decision-words";
import { type fieldNames, useFieldName, useFieldText } from "./field-text";
import { SheetActs } from "./sheet-acts";
import { SheetAnswers } from "./sheet-answers";
import { SheetEffects } from "./sheet-effects";
import { When } from "./when";

/** Which fields stand under which label of the joint decision model (domain.md §2.10). */
const parts = {
  information: ["situation", "gaps", "evidence", "memoryCaptured"],
  risk: ["threat", "confidence", "ifNothing", "citizenImpact", "businessImpact", "fallback"],
  powers: ["authority", "consulted"],
  options: ["rationale"],
  action: [
    ...(["method", "order", "expectedMinutes", "reviewHours", "criteria", "keepsSafe", "watches", "undo"] as const),
    ...(["publicLine", "localPublicLine", "publicBy"] as const),
  ],
} as const satisfies Record<string, readonly (typeof fieldNames)[number][]>;
type PartName = keyof typeof parts;

/** One decision on its own sheet: what was known, who decided on which right and proof, what was done, and how it came back. */
export function DecisionSheet({ decision, zone }: { decision: DecisionView; zone: string }) {
  const t = useTranslations("decisions.print");
  return (
    <section
      id={decision.name}
      aria-labelledby={`${decision.name}-title`}
      className="grid scroll-mt-16 grid-cols-[minmax(0,1fr)] gap-3 border-t-2 border-ink pt-3 print:block print:break-before-page print:space-y-2"
    >
      <Head decision={decision} zone={zone} />
      {(Object.keys(parts) as PartName[]).map((part) => (
        <div key={part} className="grid gap-2 print:block print:space-y-1">
          <h3 className="border-b border-line">{t(`part.${part}`)}</h3>
          {part === "options" ? <Options said={saidNow(decision)} /> : null}
          <Fields decision={decision} names={parts[part]} />
          {part === "risk" ? <SheetEffects decision={decision} /> : null}
          {part === "powers" ? <SheetAnswers answers={decision.answers} zone={zone} /> : null}
          {part === "action" ? <SheetActs decision={decision} zone={zone} /> : null}
        </div>
      ))}
    </section>
  );
}

function Head({ decision, zone }: { decision: DecisionView; zone: string }) {
  const t = useTranslations("decisions.print");
  const words = useTranslations("decisions");
  const [name, fieldName] = [useName(), useFieldName()];
  const { type, state, systems, proposedBy, proposedAt, createdBy, undoes, undoneBy, versions, unratified } = decision;
  const who = proposedBy ?? createdBy;
  const named = `${visibleText(who.name)}, ${visibleText(who.organisation)}`;
  return (
    <header className="grid gap-1">
      <h2 id={`${decision.name}-title`} className="wrap-anywhere">
        <span className="font-mono">{decision.name}</span> {visibleText(decision.title)}
      </h2>
      <p>
        {words(`types.${type}`)}. {t("state")}: <strong>{words(`states.${state}`)}</strong>
        {unratified ? <strong>. {words("states.unratified")}</strong> : null}. {decision.words.tlp}
      </p>
      {systems.length > 0 ? (
        <p>
          {words("page.scope")} {systems.map((system) => `${visibleText(name(system))} (${system.code})`).join(", ")}
        </p>
      ) : null}
      {undoes ? (
        <p>
          {fieldName("undoes")}: {undoes.name} {visibleText(undoes.title)}
        </p>
      ) : null}
      {undoneBy.map((one) => (
        <p key={one.number}>
          {words(one.type === "extend" ? "page.prolongedBy" : "page.endedBy")}: {one.name} {visibleText(one.title)}
        </p>
      ))}
      <p>
        {t(proposedBy ? "proposed" : "written", { who: named })}
        {proposedAt ? (
          <>
            , <When at={proposedAt} zone={zone} />
          </>
        ) : null}
      </p>
      {decision.emergencyReason ? (
        <p className="font-semibold wrap-anywhere">
          {words("emergency.mark")}. {words("emergency.because", { reason: visibleText(decision.emergencyReason) })}
        </p>
      ) : null}
      {versions.length === 0 ? (
        <p className="text-sm">{t("notFrozen")}</p>
      ) : (
        <ol className="grid text-sm">
          {versions.toReversed().map((one) => (
            <li key={one.version}>
              {t("versionBy", { version: one.version, who: visibleText(one.madeBy.name) })},{" "}
              <When at={one.madeAt} zone={zone} />
              {one.changed.length > 0
                ? `. ${words("page.versions.changed", { fields: one.changed.map(fieldName).join(", ") })}`
                : null}
              <span className="block font-mono text-xs break-all">
                {words("page.versions.hash", { hash: one.hash })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </header>
  );
}

function Fields({ decision, names }: { decision: DecisionView; names: (typeof parts)[PartName] }) {
  const t = useTranslations("decisions.print");
  const [fieldName, fieldText] = [useFieldName(), useFieldText()];
  const said = saidNow(decision);
  const told = names.flatMap((name) => {
    const text = fieldText(said, name);
    return text ? [{ name, text }] : [];
  });
  return told.length > 0 ? (
    <dl className="grid gap-1 print:block">
      {told.map(({ name, text }) => (
        <div
          key={name}
          className="grid gap-x-4 break-inside-avoid sm:grid-cols-[12rem_minmax(0,1fr)] print:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <dt className="text-sm text-ink-2">{name === "situation" ? t("knownThen") : fieldName(name)}</dt>
          <dd className="whitespace-pre-wrap wrap-anywhere">{visibleText(text)}</dd>
        </div>
      ))}
    </dl>
  ) : null;
}
