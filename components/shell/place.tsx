"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { paths } from "@/lib/entry/paths";

/** On a phone the bar names the incident one is in, and leads to its log; elsewhere and on wide screens it names the product. */
export function Place(props: { product: string }) {
  const ref = /^\/incidents\/([^/]+)/.exec(usePathname())?.[1];
  const incident = ref && ref !== "new" ? decodeURIComponent(ref) : null;
  const look = "min-h-11 items-center font-bold text-ink no-underline sm:min-h-9";
  if (!incident) {
    return (
      <Link href={paths.home()} prefetch={false} className={`inline-flex ${look}`}>
        {props.product}
      </Link>
    );
  }
  return (
    <>
      <Link href={paths.home()} prefetch={false} className={`hidden sm:inline-flex ${look}`}>
        {props.product}
      </Link>
      <Link
        href={paths.incident(incident)}
        prefetch={false}
        className={`inline-flex whitespace-nowrap font-mono sm:hidden ${look}`}
      >
        {incident}
      </Link>
    </>
  );
}
