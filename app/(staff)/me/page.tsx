import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { card } from "@/components/people/card";
import { MyPasskeys, MyPassword, MyTotp } from "@/components/people/my-keys";
import { SessionTable } from "@/components/people/session-table";
import { KeySettings } from "@/components/shell/key-settings";
import { LanguageSwitch } from "@/components/shell/language-switch";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { buttonClass } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";
import { env } from "@/lib/kernel/env";
import { chooseTheme, clockCookie, themeCookie } from "@/lib/kernel/preferences";
import { getMe } from "@/lib/people/me-queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.me"))("title") };
}

/** Everyone's own corner: how Kulla looks to them, how they come in, and where they are signed in. */
export default async function MePage() {
  const actor = await requireActor();
  const [me, t, words, jar] = await Promise.all([getMe(actor), getTranslations("people.me"), formWords(), cookies()]);
  const reasons = {
    changeKeys: await because(me.changeKeys),
    removeTotp: await because(me.removeTotp),
    removePasskey: await because(me.removePasskey),
  };
  const keys = { me, because: reasons, zone: env().KULLA_ZONE, words };
  return (
    <main id="content" className="mx-auto grid w-full max-w-3xl gap-4 p-4">
      <PageHeader title={t("title")} lead={[me.name, me.organisation, me.email].filter(Boolean).join(" · ")} />
      <section className={card}>
        <h2>{t("looks")}</h2>
        <LanguageSwitch />
        <ThemeSwitch theme={chooseTheme(me.theme, jar.get(themeCookie)?.value)} />
      </section>
      <section className={card}>
        <KeySettings
          shortcuts={actor.shortcuts ?? "on"}
          clock={jar.get(clockCookie)?.value === "utc" ? "utc" : "local"}
        />
      </section>
      {reasons.changeKeys ? (
        <section className={card}>
          <h2>{t("locked")}</h2>
          <p>{reasons.changeKeys}</p>
          <Link
            href={paths.signInAgain(paths.me())}
            prefetch={false}
            className={buttonClass("main", "justify-self-start")}
          >
            {t("signInAgain")}
          </Link>
        </section>
      ) : null}
      <MyPasskeys {...keys} />
      <MyPassword {...keys} />
      <MyTotp {...keys} />
      <section className="grid gap-2">
        <h2>{t("sessions")}</h2>
        <p>{t("sessionsLead")}</p>
        <SessionTable sessions={me.sessions} caption={t("sessions")} zone={env().KULLA_ZONE} words={words} />
      </section>
    </main>
  );
}
