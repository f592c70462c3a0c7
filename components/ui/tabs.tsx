import Link from "next/link";
import { cn } from "@/lib/kernel/cn";

/** Filters as links: each has its own address, and the one in use is underlined in ink. */
export function Tabs(props: { label: string; tabs: { href: string; label: string; current: boolean }[] }) {
  return (
    <nav aria-label={props.label} className="screen-only">
      <ul className="flex flex-wrap gap-x-4">
        {props.tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              prefetch={false}
              scroll={false}
              aria-current={tab.current ? "page" : undefined}
              className={cn(
                "inline-flex min-h-11 items-center font-semibold text-ink no-underline sm:min-h-9",
                tab.current ? "shadow-[inset_0_-3px_0_var(--ink)]" : "text-ink-2 hover:underline",
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
