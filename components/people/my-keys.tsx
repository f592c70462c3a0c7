import { useLocale, useMessages, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { MeView } from "@/lib/people/views";
import { AddPasskey } from "./add-passkey";
import { AddTotp } from "./add-totp";
import { card } from "./card";

interface Props {
  me: MeView;
  /** Why something may not be done now; empty when it may. */
  because: { changeKeys: string; removeTotp: string; removePasskey: string };
  zone: string;
  words: FormWords;
}

/** One's own passkeys: the way in that nobody can guess or lure away. */
export function MyPasskeys({ me, because, zone, words }: Props) {
  const t = useTranslations("people.me.passkeys");
  const { people } = useMessages();
  const language = useLocale();
  return (
    <section className={card}>
      <h2>{t("title")}</h2>
      <p>{me.passkeys.length > 0 ? t("lead") : t("none")}</p>
      <ul className="grid gap-2 empty:hidden">
        {me.passkeys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-2">
            <div>
              <p className="font-semibold">{visibleText(key.name)}</p>
              <p className="text-sm text-ink-2">
                {t("added", { time: dayAndTime(key.createdAt, zone, language) })}{" "}
                {key.lastUsedAt ? t("used", { time: dayAndTime(key.lastUsedAt, zone, language) }) : t("unused")}
              </p>
            </div>
            {because.removePasskey ? null : (
              <ApiForm action={api.myPasskeys(key.id)} method="DELETE" words={words}>
                <Button type="submit">
                  {t("remove")}
                  <span className="sr-only">{visibleText(key.name)}</span>
                </Button>
              </ApiForm>
            )}
          </li>
        ))}
      </ul>
      {because.removePasskey && !because.changeKeys && me.passkeys.length > 0 ? (
        <p className="text-sm text-ink-2">{because.removePasskey}</p>
      ) : null}
      <Unless because={because.changeKeys}>
        <AddPasskey formWords={words} words={people.me.passkeys} />
      </Unless>
    </section>
  );
}

/** One's own password. */
export function MyPassword({ me, because, words }: Props) {
  const t = useTranslations("people.me.password");
  return (
    <section className={card}>
      <h2>{t("title")}</h2>
      <p>{me.hasPassword ? t("has") : t("none")}</p>
      <Unless because={because.changeKeys}>
        <ApiForm action={api.myPassword()} method="PUT" done={t("done")} words={words}>
          <TextField
            name="password"
            type="password"
            label={t("new")}
            hint={me.hasTotp ? t("hintShort") : t("hint")}
            required
            maxLength={1000}
            autoComplete="new-password"
            spellCheck={false}
          />
          <Button type="submit" className="justify-self-start">
            {me.hasPassword ? t("change") : t("set")}
          </Button>
        </ApiForm>
      </Unless>
    </section>
  );
}

/** One's own code generator. */
export function MyTotp({ me, because, words }: Props) {
  const t = useTranslations("people.me.totp");
  const { people } = useMessages();
  return (
    <section className={card}>
      <h2>{t("title")}</h2>
      <p>{me.hasTotp ? t("has") : t("none")}</p>
      <Unless because={because.changeKeys}>
        <AddTotp
          formWords={words}
          words={{ ...people.totp, ...people.me.totp, begin: me.hasTotp ? t("again") : t("begin") }}
        />
      </Unless>
      {me.hasTotp && because.removeTotp && !because.changeKeys ? (
        <p className="text-sm text-ink-2">{because.removeTotp}</p>
      ) : null}
      {me.hasTotp && !because.removeTotp ? (
        <ApiForm action={api.myTotp()} method="DELETE" words={words}>
          <Button type="submit" className="justify-self-start">
            {t("remove")}
          </Button>
        </ApiForm>
      ) : null}
    </section>
  );
}

const Unless = (props: { because: string; children: ReactNode }) => (props.because ? null : props.children);
