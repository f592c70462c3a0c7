import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { currentActor } from "@/lib/access/actor";
import { env } from "@/lib/kernel/env";
import { type Messages, messagesIn } from "@/lib/kernel/messages";
import { chooseLanguage, type Language, languageCookie } from "@/lib/kernel/preferences";

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

/** The language of this request. Times never pass through here: they are said by lib/kernel/time.ts in the incident's zone. */
export default getRequestConfig(async () => {
  const [actor, jar, head] = await Promise.all([currentActor(), cookies(), headers()]);
  const locale = chooseLanguage({
    person: actor?.language,
    cookie: jar.get(languageCookie)?.value,
    accept: head.get("accept-language"),
    house: env().KULLA_LANGUAGE,
  });
  return { locale, messages: messagesIn(locale), timeZone: env().KULLA_ZONE };
});
