import { useMessages, useTranslations } from "next-intl";
import { paths } from "@/lib/entry/paths";
import type { ShortcutMode, Theme } from "@/lib/kernel/preferences";
import { ConnectionBadge } from "./connection-badge";
import { LanguageSwitch } from "./language-switch";
import { Menu } from "./menu";
import { NavLinks } from "./nav-links";
import { Place } from "./place";
import { SearchButton } from "./search-button";

/** The bar over every page of the response: 52 px on a phone, 48 px on a desk (ux.md §4.3). Help is always last. */
export function TopBar(props: {
  person: { id: string; name: string; organisation: string; isAdmin: boolean };
  theme: Theme;
  zone: string;
  shortcuts: ShortcutMode;
  /** Whether the catalogue of systems exists for this person. */
  catalogue: boolean;
}) {
  const t = useTranslations("shell");
  return (
    <header className="screen-only sticky top-0 z-10 flex min-h-13 items-center gap-4 border-b border-line bg-surface px-4 text-sm sm:min-h-12">
      <Place product={t("product")} />
      <NavLinks
        label={t("nav.label")}
        links={[
          { href: paths.incidents(), label: t("nav.incidents") },
          { href: paths.search(), label: t("nav.search") },
          ...(props.catalogue ? [{ href: paths.systems(), label: t("nav.systems") }] : []),
        ]}
        className="hidden gap-4 sm:flex"
      />
      <div className="ml-auto flex items-center gap-x-3">
        <ConnectionBadge words={useMessages().shell.connection} zone={props.zone} />
        <SearchButton
          label={useMessages().keys.palette.button}
          keys={props.shortcuts === "off" ? null : "Ctrl K"}
          className="hidden sm:inline-flex"
        />
        <div className="hidden sm:block">
          <LanguageSwitch />
        </div>
        <Menu person={props.person} theme={props.theme} catalogue={props.catalogue} />
        <NavLinks
          label={t("nav.help")}
          links={[{ href: paths.help(), label: t("nav.help") }]}
          className="hidden sm:block"
        />
      </div>
    </header>
  );
}
