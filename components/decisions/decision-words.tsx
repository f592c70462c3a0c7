import { useTranslations } from "next-intl";
import type { DecisionView, Said } from "@/lib/decisions/views";
import { visibleText } from "@/lib/kernel/visible-text";
import { Part } from "./act-form";
import { type fieldNames, useFieldName, useFieldText } from "./field-text";
import type { Reading } from "./reading";

/** Under which question a field stands, in the order of the joint decision model: what is known, what threatens, what may be done, why, how. */
const groups = {
  known: ["situation", "gaps", "confidence"],
  threat: ["threat", "ifNothing"],
  options: ["options"],
  reasons: ["rationale", "authority", "consulted"],
  impact: ["citizenImpact", "businessImpact", "fallback", "keepsSafe", "watches"],
  plan: ["method", "evidence", "memoryCaptured", "order", "expectedMinutes", "reviewHours", "undo", "criteria"],
  public: ["publicLine", "localPublicLine", "publicBy"],
} as const satisfies Record<string, readonly (typeof fieldNames)[number][]>;
type Group = keyof typeof groups;

/** What is asked, in the words that stand before people. */
export function DecisionWords({ decision }: Reading) {
  const t = useTranslations("decisions.page");
  const said = saidNow(decision);
  return (
    <Part id="asked" title={t("asked.title")} lead={t("asked.lead")}>
      {(Object.keys(groups) as Group[]).map((group) => (
        <Questions key={group} group={group} said={said} />
      ))}
    </Part>
  );
}

function Questions({ group, said }: { group: Group; said: Said }) {
  const t = useTranslations("decisions.page");
  const [fieldName, fieldText] = [useFieldName(), useFieldText()];
  const told = groups[group].flatMap((name) => {
    const text = fieldText(said, name);
    return text ? [{ name, text }] : [];
  });
  if (told.length === 0) return null;
  return (
    <section aria-labelledby={`asked-${group}`} className="grid gap-2 border-t border-line pt-3">
      <h3 id={`asked-${group}`}>{t(`group.${group}`)}</h3>
      {group === "options" ? (
        <Options said={said} />
      ) : (
        <dl className="grid gap-2">
          {told.map(({ name, text }) => (
            <div key={name}>
              <dt className="text-sm text-ink-2">{fieldName(name)}</dt>
              <dd className="max-w-[80ch] whitespace-pre-wrap wrap-anywhere">{visibleText(text)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** What else could have been done, and why it was not. */
export function Options({ said }: { said: Said }) {
  const t = useTranslations("decisions.page");
  return (
    <ol className="grid gap-2">
      {(said.words.options ?? []).map(({ label, chosen, reason, description, benefit, cost, risk }) => (
        <li key={label} className={chosen ? "border-l-4 border-ink pl-3" : "border-l-4 border-line pl-3"}>
          <p className="font-semibold wrap-anywhere">
            {chosen ? t("chosen", { label: visibleText(label) }) : visibleText(label)}
          </p>
          {description ? <p className="wrap-anywhere">{visibleText(description)}</p> : null}
          {Object.entries({ benefit, cost, risk }).map(([name, text]) =>
            text ? (
              <p key={name} className="text-sm wrap-anywhere">
                <span className="text-ink-2">{t(`option.${name as "benefit"}`)}:</span> {visibleText(text)}
              </p>
            ) : null,
          )}
          {reason ? (
            <p className="text-sm wrap-anywhere">
              <span className="text-ink-2">{t(chosen ? "option.why" : "option.whyNot")}:</span> {visibleText(reason)}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** What the decision says at this moment: a draft's words were not frozen yet. */
export const saidNow = ({ type, title, systems, undoes, words }: DecisionView): Said => ({
  type,
  title,
  systems: systems.map(({ code }) => code),
  undoes: undoes?.name ?? null,
  words,
});
