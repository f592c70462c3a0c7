import { useMessages, useTranslations } from "next-intl";
import type { ApproverView } from "@/lib/decisions/views";
import { api } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { Offer } from "./act-form";
import { KeptReason } from "./kept-reason";
import type { Reading } from "./reading";
import { SignWithPasskey } from "./sign-with-passkey";
import { SpokenCode } from "./spoken-code";

/** How many approvals there are, who can give one now, and for whoever reads this: the form, or why there is none. */
export function ApprovalDesk(reading: Reading) {
  const { decision, why } = reading;
  const t = useTranslations("decisions.approval");
  const { given, needed, approvers, abilities, unratified } = decision;
  const can = unratified ? abilities.ratify : abilities.approve;
  return (
    <>
      <p className="font-semibold">{needed === null ? t("notCounted") : t("count", { given, needed })}</p>
      {decision.textHash ? <SpokenCode hash={decision.textHash} /> : null}
      <Offer ok={can.ok} why={unratified ? why.ratify : why.approve}>
        <Approve {...reading} />
      </Offer>
      <Approvers approvers={approvers.filter(({ approved }) => !approved)} />
    </>
  );
}

function Approvers({ approvers }: { approvers: readonly ApproverView[] }) {
  const t = useTranslations("decisions.approval");
  if (approvers.length === 0) return <p className="text-sm">{t("nobodyCan")}</p>;
  return (
    <div className="text-sm">
      <p className="text-ink-2">{t("who")}</p>
      <ul>
        {approvers.map(({ id, name, organisation, by }) => (
          <li key={id}>
            <span className="font-semibold">{visibleText(name)}</span> {visibleText(organisation)}, {t(`by.${by}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One approves what one has seen: the version and the preview that were on screen travel with the approval. */
function Approve({ decision, incident, form }: Reading) {
  const t = useTranslations("decisions.approval");
  const words = useMessages().decisions.approval.sign;
  const { preview, version, unratified, number, given, needed } = decision;
  if (!preview?.current || !preview.openedByMe)
    return (
      <p className="screen-only">
        <a href="#preview" className="inline-flex min-h-11 items-center font-semibold sm:min-h-6">
          {t("lookFirst")}
        </a>
      </p>
    );
  const next = { next: given + 1, needed: needed ?? 1 };
  return (
    <SignWithPasskey
      key={preview.hash}
      action={api.decision(incident.ref, number, unratified ? "ratifications" : "approvals")}
      options={api.decision(incident.ref, number, "approvals/options")}
      fixed={{ version, previewHash: preview.hash }}
      factors={decision.factors}
      buttons={{
        passkey: t(unratified ? "ratifySigned" : "approveSigned", next),
        code: t(unratified ? "ratify" : "approve", next),
      }}
      code={{ label: t("code"), hint: t("codeHint") }}
      words={words}
      form={form}
    >
      <KeptReason about={`${incident.ref} ${number}`} label={t("reason")} />
      <p className="text-sm text-ink-2">{t("saw", { version, hash: preview.short })}</p>
    </SignWithPasskey>
  );
}
