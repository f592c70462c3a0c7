import { useTranslations } from "next-intl";
import { WordDiff } from "@/components/entries/word-diff";
import type { VersionView } from "@/lib/decisions/views";
import { visibleText } from "@/lib/kernel/visible-text";
import { Part } from "./act-form";
import { useFieldName, useFieldText } from "./field-text";
import type { Reading } from "./reading";
import { When } from "./when";

/** Every version that was before people, newest first, with what changed in it word by word. */
export function DecisionVersions({ decision, incident }: Reading) {
  const t = useTranslations("decisions.page.versions");
  const { versions } = decision;
  if (versions.length === 0) return null;
  return (
    <Part id="versions" title={t("title")} lead={t("lead")}>
      <ol reversed className="grid gap-3">
        {versions.map((version, index) => (
          <li key={version.version} className="grid gap-1 border-t border-line pt-2">
            <p>
              <strong>{t("one", { version: version.version })}</strong> {visibleText(version.madeBy.name)},{" "}
              <When at={version.madeAt} zone={incident.zone} />
            </p>
            <p className="font-mono text-xs wrap-anywhere text-ink-2">{t("hash", { hash: version.hash })}</p>
            <Changes version={version} before={versions[index + 1]} open={index === 0} />
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Changes(props: { version: VersionView; before: VersionView | undefined; open: boolean }) {
  const { version, before } = props;
  const t = useTranslations("decisions.page.versions");
  const [fieldName, fieldText] = [useFieldName(), useFieldText()];
  if (!before) return <p className="text-sm text-ink-2">{t("first")}</p>;
  if (version.changed.length === 0) return <p className="text-sm text-ink-2">{t("same")}</p>;
  return (
    <details open={props.open} className="whole-on-paper">
      <summary className="min-h-11 py-2 sm:min-h-8 sm:py-1">
        {t("changed", { fields: version.changed.map(fieldName).join(", ") })}
      </summary>
      <dl className="grid gap-2 pl-4">
        {version.changed.map((name) => (
          <div key={name}>
            <dt className="text-sm text-ink-2">{fieldName(name)}</dt>
            <dd>
              <WordDiff
                before={fieldText(before.said, name)}
                after={fieldText(version.said, name)}
                show="both"
                words={{ gone: t("gone"), new: t("new") }}
              />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
