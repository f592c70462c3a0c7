import { cn } from "@/lib/kernel/cn";

/** How every control that takes typing looks; 17 px on phones, because smaller text makes them zoom. */
export const controlClass = (error: string | undefined, more?: string) =>
  cn(
    "w-full rounded-md border bg-surface px-3 py-2 text-ink min-h-12 sm:min-h-10",
    error ? "border-2 border-error" : "border-line-strong",
    more,
  );
