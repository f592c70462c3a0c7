import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentActor } from "@/lib/access/actor";
import { buildId } from "@/lib/kernel/build";
import { chooseTheme, clockCookie, themeCookie } from "@/lib/kernel/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}

/** On a phone the composer stays above the keyboard. */
export const viewport: Viewport = { width: "device-width", initialScale: 1, interactiveWidget: "resizes-content" };

/** Reads the cookies on purpose: a static page would get no nonce, and all its scripts would be refused (stack.md, trap 12). */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, actor, language] = await Promise.all([cookies(), currentActor(), getLocale()]);
  return (
    <html
      lang={language}
      data-theme={chooseTheme(actor?.theme, jar.get(themeCookie)?.value)}
      data-build={buildId()}
      data-clock={jar.get(clockCookie)?.value === "utc" ? "utc" : "local"}
    >
      <body>{children}</body>
    </html>
  );
}
