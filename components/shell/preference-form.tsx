"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { api } from "@/lib/entry/paths";

/** Sets the language or the theme by a plain form post, which also works without JavaScript, and comes back to this page. */
export function PreferenceForm(props: { label: string; className?: string; children: ReactNode }) {
  const pathname = usePathname();
  return (
    <form method="post" action={api.preferences()}>
      <input type="hidden" name="back" value={pathname} />
      <fieldset aria-label={props.label} className={props.className}>
        {props.children}
      </fieldset>
    </form>
  );
}
