import type { ReactNode } from "react";
import { LanguageSwitch } from "@/components/shell/language-switch";
import { SkipLink } from "@/components/shell/skip-link";

/** Pages before signing in: nothing but the page and the language. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <header className="flex justify-end px-4 pt-2">
        <LanguageSwitch />
      </header>
      {children}
    </>
  );
}
