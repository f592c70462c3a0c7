"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/kernel/cn";

/** The main links; the one that holds this page is underlined. */
export function NavLinks(props: { label: string; links: { href: string; label: string }[]; className?: string }) {
  const pathname = usePathname();
  return (
    <nav aria-label={props.label} className={props.className}>
      {props.links.map((link) => {
        const here = pathname === link.href || pathname.startsWith(`${link.href}/`);
        return (
          <Link
            key={link.href}
            href={link.href}
            prefetch={false}
            aria-current={here ? "page" : undefined}
            className={cn(
              "inline-flex min-h-11 items-center text-ink sm:min-h-9",
              here ? "font-bold underline underline-offset-4" : "no-underline hover:underline",
            )}
          >
            {link.label}
          </Link>
        );
      })}
    </nav>
  );
}
