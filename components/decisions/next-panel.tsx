import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { kinds, LAPSE_MINUTES } from "@/lib/decisions/lists";
import { api, paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { ActDoor, ActForm, Offer, Part, ReasonForm } from "./act-form";
import { ApprovalDesk } from "./approval-desk";
import { EmergencyDoor } from "./emergency-door";
import { useLacking } from "./field-text";
import { UnconfirmedField } from "./outside-now";
import type { Reading } from "./reading";

/** What the decision waits for, and whatever this reader can do about it; where they cannot, why not. */
export function NextPanel(reading: Reading) {
  const { decision, incident, form, why } = reading;
  const t = useTranslations("decisions.steps");
  const { state, abilities, number, version } = decision;
  const act = (part: string) => api.decision(incident.ref, number, part);
  return (
    <Part id="next" title={t("next.title")} lead={t(`next.${state}`)} loud>
      {decision.unratified || state === "proposed" ? <ApprovalDesk {...reading} /> : null}
      {state === "returned" ? <Question {...reading} /> : null}
      {state === "draft" || state === "lapsed" ? (
        <Offer ok={abilities.propose.ok} why={why.propose}>
          <Propose {...reading} />
        </Offer>
      ) : null}
      {state === "approved" || state === "failed" ? (
        <Offer ok={abilities.execute.ok} why={why.execute}>
          <ActForm action={act("execution")} button={t(state === "failed" ? "tryAgain" : "execute")} words={form} />
        </Offer>
      ) : null}
      {state === "executing" ? <Finish {...reading} /> : null}
      {state === "in-force" || state === "executed" ? (
        <Offer ok={abilities.verify.ok} why={why.verify}>
          <ReasonForm
            action={act("verification")}
            label={t("verifyReason")}
            hint={t("verifyHint")}
            button={t("verify")}
            words={form}
          >
            <UnconfirmedField decision={decision} />
          </ReasonForm>
        </Offer>
      ) : null}
      <Return {...reading} />
      {abilities.close.ok ? (
        <ReasonForm
          action={act("closing")}
          label={t("reason")}
          hint={t("closeHint")}
          button={t("close")}
          words={form}
        />
      ) : state === "restored" || (state === "verified" && !kinds[decision.type].stop) ? (
        <p className="text-sm">{why.close}</p>
      ) : null}
      <div className="screen-only flex flex-wrap items-start gap-2 empty:hidden">
        {abilities.reject.ok ? (
          <ActDoor label={t("reject")}>
            <ReasonForm
              action={act("rejection")}
              fixed={{ version }}
              label={t("reason")}
              button={t("reject")}
              words={form}
            />
          </ActDoor>
        ) : null}
        {abilities.return.ok ? (
          <ActDoor label={t("return")}>
            <ReasonForm
              action={act("questions")}
              fixed={{ version }}
              label={t("question")}
              button={t("return")}
              words={form}
            />
          </ActDoor>
        ) : null}
        {abilities.withdraw.ok ? (
          <ActDoor label={t(state === "approved" || state === "failed" ? "cancel" : "withdraw")}>
            <ReasonForm
              action={act("withdrawal")}
              label={t("reason")}
              button={t(state === "approved" || state === "failed" ? "cancel" : "withdraw")}
              words={form}
            />
          </ActDoor>
        ) : null}
        {abilities.actNow.ok ? <EmergencyDoor {...reading} /> : null}
      </div>
    </Part>
  );
}

/** With what is asked first still missing there is nothing to press. */
function Propose({ decision, incident, form }: Reading) {
  const t = useTranslations("decisions.steps");
  const fields = useLacking()(decision);
  if (fields) return <p className="font-semibold">{t("lacks", { fields })}</p>;
  return (
    <ActForm
      action={api.decision(incident.ref, decision.number, "proposal")}
      fixed={{ revision: decision.revision }}
      button={t("propose")}
      words={form}
    >
      <Select
        name="lapseMinutes"
        label={t("lapse")}
        defaultValue={String(LAPSE_MINUTES)}
        options={["10", "30", "60", "240", "1440"].map((value) => ({
          value,
          label: t("lapseAfter", { count: Number(value) }),
        }))}
      />
    </ActForm>
  );
}

function Question({ decision, incident, form, why }: Reading) {
  const t = useTranslations("decisions.steps");
  const asked = decision.answers.findLast(({ says }) => says === "return");
  return (
    <>
      {asked ? (
        <blockquote className="border-l-4 border-ink pl-3">
          <p className="wrap-anywhere">{visibleText(asked.reason)}</p>
          <p className="text-sm text-ink-2">{visibleText(asked.person.name)}</p>
        </blockquote>
      ) : null}
      <Offer ok={decision.abilities.answer.ok} why={why.answer}>
        <ReasonForm
          action={api.decision(incident.ref, decision.number, "answers")}
          fixed={{ version: decision.version }}
          label={t("answer")}
          button={t("answerButton")}
          words={form}
        />
      </Offer>
    </>
  );
}

function Finish({ decision, incident, form, why }: Reading) {
  const t = useTranslations("decisions.steps");
  const open = decision.steps.filter(({ act }) => !act).length;
  return (
    <>
      <p>
        <a href="#checklist" className="screen-only inline-flex min-h-11 items-center sm:min-h-6">
          {t("left", { open, all: decision.steps.length })}
        </a>
      </p>
      <Offer ok={decision.abilities.finish.ok} why={why.finish}>
        <ActForm
          action={api.decision(incident.ref, decision.number, "completion")}
          button={t("finish")}
          kind={open > 0 ? "plain" : "main"}
          words={form}
        />
      </Offer>
    </>
  );
}

/** A stop that holds is ended, or prolonged, by another decision. */
function Return({ decision, incident }: Reading) {
  const t = useTranslations("decisions.steps");
  const { type, state, number } = decision;
  const holds = ["in-force", "verified", "partially-restored", "failed"].includes(state);
  if (!kinds[type].stop || !holds) return null;
  const of = (kind: string) => paths.newDecision(incident.ref, { type: kind, undoes: number });
  return (
    <p className="screen-only flex flex-wrap gap-2">
      <Link
        href={of(type === "restrict-access" ? "lift-restriction" : "restore")}
        prefetch={false}
        className={buttonClass()}
      >
        {t("proposeReturn")}
      </Link>
      <Link href={of("extend")} prefetch={false} className={buttonClass()}>
        {t("proposeExtend")}
      </Link>
    </p>
  );
}
