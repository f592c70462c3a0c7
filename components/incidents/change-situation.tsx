import { useMessages, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FormWords } from "@/components/ui/api-form";
import { SituationDoor } from "./situation-door";
import type { Situation } from "./situation-form";

/** A chip that opens into the form which changes it. */
export function ChangeSituation(props: Omit<Situation, "words"> & { chip: ReactNode; words: FormWords }) {
  const { of, chip, action, version, options } = props;
  const t = useTranslations("incidents");
  const { keys } = useMessages();
  return (
    <>
      <span className="print-only noscript:inline!">{chip}</span>
      <SituationDoor
        summary={
          <>
            {chip}
            <span className="text-xs underline underline-offset-4">
              {t("head.change")}
              <span className="sr-only">: {t(`head.${of}`)}</span>
            </span>
          </>
        }
        situation={{
          of,
          action,
          version,
          options,
          words: {
            value: t(`change.${of}New`),
            reason: t("change.reason"),
            reasonHint: t("change.reasonHint"),
            button: t(`change.${of}Button`),
            form: props.words,
          },
        }}
        notLoaded={keys.notLoaded}
      />
    </>
  );
}
