import type { useTranslations } from "next-intl";

const named = ["password", "password+totp", "passkey", "sso", "sso+second", "token"] as const;

/** How somebody proved who they are, in words; a way that has none is shown as it is kept. */
export function factorName(t: ReturnType<typeof useTranslations<"people.factor">>, factor: string): string {
  const known = named.find((one) => one === factor);
  return known ? t(known) : factor;
}
