import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { refusalIn } from "@/components/people/post-sign-in";
import { SignInForm } from "@/components/people/sign-in-form";
import { LeaveDevice } from "@/components/shell/leave-device";
import { currentActor } from "@/lib/access/actor";
import { paths } from "@/lib/entry/paths";
import { settled } from "@/lib/entry/settled";
import { env } from "@/lib/kernel/env";
import { ownPath } from "@/lib/people/own-path";
import { isSetupOpen } from "@/lib/people/redeem";
import { hasSso } from "@/lib/people/sso";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.signIn"))("title") };
}

/** Where everybody comes in. Whoever has a live session goes on; a cookie alone proves nothing. */
export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const asked = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
  const next = ownPath(asked.get("next"), paths.incidents());
  const [actor, empty] = [await currentActor(), await settled(isSetupOpen())];
  if (actor && !asked.has("again")) redirect(next);
  if (empty) redirect(paths.setup());
  const [t, { people, shell }] = [await getTranslations("people.signIn"), await getMessages()];
  const csrf = (await headers()).get("x-kulla-csrf") ?? "";
  const said = (["signed-out", "welcome", "again"] as const).find((word) => asked.has(word));
  return (
    <main id="content" className="mx-auto w-full max-w-md p-4">
      <LeaveDevice />
      <h1 className="mb-4">{t("title")}</h1>
      {said ? (
        <p role="status" className="mb-4 rounded-lg border border-line bg-surface p-4">
          {t(`said.${said}`)}
        </p>
      ) : null}
      <SignInForm
        csrf={csrf}
        next={next}
        refused={refusalIn(`${paths.signIn()}?${asked}`)}
        sso={hasSso()}
        words={{ ...shell.form, ...people.signIn }}
      />
      <div className="mt-4 grid gap-1 text-sm">
        <p>
          <Link href={paths.welcome()} prefetch={false} className="inline-flex min-h-9 items-center">
            {t("haveCode")}
          </Link>
        </p>
        <p>{env().KULLA_DUTY_DESK ? t("dutyDesk", { desk: env().KULLA_DUTY_DESK }) : t("noAccess")}</p>
      </div>
    </main>
  );
}
