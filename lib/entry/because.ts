import { getTranslations } from "next-intl/server";
import type { Verdict } from "@/lib/access/may";

/** Why something may not be done, in the reader's language; empty when it may. */
export async function because(verdict: Verdict): Promise<string> {
  if (verdict.ok) return "";
  const t = await getTranslations("access");
  // The key comes from a policy, which names messages that exist: tests/rules check that each has its words.
  return (t as unknown as (key: string) => string)(verdict.because);
}
