import { useLocale, useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Table } from "@/components/ui/table";
import { api } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { SessionRow } from "@/lib/people/views";
import { factorName } from "./factor-name";

/** Open sessions and tokens, each with the button that ends it; the one that asks is marked, and ends by signing out. */
export function SessionTable(props: {
  sessions: SessionRow[];
  caption: string;
  people?: boolean;
  zone: string;
  words: FormWords;
}) {
  const t = useTranslations("people.sessions");
  const factor = useTranslations("people.factor");
  const language = useLocale();
  const head = [
    ...(props.people ? [t("person")] : []),
    t("what"),
    t("factor"),
    t("since"),
    t("lastSeen"),
    t("ends"),
    <span key="act" className="sr-only">
      {t("act")}
    </span>,
  ];
  return (
    <Table caption={props.caption} head={head}>
      {props.sessions.map((session) => (
        <tr key={session.id}>
          {props.people ? <td>{visibleText(session.person ?? "")}</td> : null}
          <td>
            {visibleText(session.what === "?" ? t("unknown") : session.what)}
            {session.kind === "api-token" ? (
              <>
                {" "}
                <Chip>{t("token")}</Chip>
              </>
            ) : null}
          </td>
          <td>{factorName(factor, session.factor)}</td>
          <td>{dayAndTime(session.createdAt, props.zone, language)}</td>
          <td>{dayAndTime(session.lastSeenAt, props.zone, language)}</td>
          <td>{dayAndTime(session.endsAt, props.zone, language)}</td>
          <td>
            {session.here ? (
              t("here")
            ) : (
              <ApiForm action={api.sessionOf(session.id)} method="DELETE" words={props.words}>
                <Button type="submit">
                  {t("endNow")}
                  <span className="sr-only">{visibleText(`${session.person ?? ""} ${session.what}`)}</span>
                </Button>
              </ApiForm>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
