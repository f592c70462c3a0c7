import Link from "next/link";
import { useMessages, useTranslations } from "next-intl";
import { paths } from "@/lib/entry/paths";
import type { Theme } from "@/lib/kernel/preferences";
import { LanguageSwitch } from "./language-switch";
import { SearchButton } from "./search-button";
import { SignOut } from "./sign-out";
import { ThemeSwitch } from "./theme-switch";

/** What belongs to the person; on a phone also the other pages. The browser's own popover opens it without JavaScript. */
export function Menu(props: {
  person: { id: string; name: string; organisation: string; isAdmin: boolean };
  theme: Theme;
  catalogue: boolean;
}) {
  const t = useTranslations("shell");
  const { shell, outbox } = useMessages();
  const item = "flex min-h-11 items-center text-ink no-underline hover:underline sm:min-h-9";
  const links = [
    { href: paths.me(), label: t("menu.me") },
    ...(props.person.isAdmin ? [{ href: paths.admin(), label: t("menu.admin") }] : []),
  ];
  const phoneLinks = [
    { href: paths.incidents(), label: t("nav.incidents") },
    { href: paths.search(), label: t("nav.search") },
    ...(props.catalogue ? [{ href: paths.systems(), label: t("nav.systems") }] : []),
    { href: paths.help(), label: t("nav.help") },
  ];
  return (
    <>
      <button
        type="button"
        popoverTarget="menu"
        className="min-h-11 max-w-48 shrink-0 truncate rounded-md border border-line-strong bg-surface px-2.5 font-semibold sm:min-h-9"
      >
        <span className="sm:hidden">{t("menu.open")}</span>
        <span className="hidden sm:inline">{props.person.name}</span>
      </button>
      <div
        id="menu"
        popover="auto"
        className="menu fixed inset-auto right-3 top-13 w-72 rounded-lg bg-raised p-4 text-ink shadow-pop"
      >
        <p className="font-bold">{props.person.name}</p>
        <p className="text-sm text-ink-2">{props.person.organisation}</p>
        <SearchButton
          label={useMessages().keys.palette.button}
          keys={null}
          menu="menu"
          className="mt-2 inline-flex w-full sm:hidden"
        />
        <nav aria-label={t("menu.open")} className="my-2 border-y border-line py-1">
          {phoneLinks.map((link) => (
            <Link key={link.href} href={link.href} prefetch={false} className={`${item} sm:hidden`}>
              {link.label}
            </Link>
          ))}
          <a href={paths.outbox()} className={item}>
            {outbox.menu}
          </a>
          {links.map((link) => (
            <Link key={link.href} href={link.href} prefetch={false} className={item}>
              {link.label}
            </Link>
          ))}
        </nav>
        <div className="grid gap-2">
          <div className="sm:hidden">
            <LanguageSwitch />
          </div>
          <p className="text-xs text-ink-2" aria-hidden="true">
            {t("theme.label")}
          </p>
          <ThemeSwitch theme={props.theme} />
          <SignOut personId={props.person.id} words={{ ...shell.menu, see: outbox.all }} />
        </div>
      </div>
    </>
  );
}
