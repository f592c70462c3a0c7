/**
 * A path of our own to go on to, or the fallback: never another site, however it is written ("//evil", "/\t/evil", "/.//evil").
 * Signing in must not lead back to signing in, so that page is only allowed where it is asked for.
 */
export function ownPath(
  wanted: string | null | undefined,
  fallback: string,
  { signIn = false }: { signIn?: boolean } = {},
): string {
  const here = "http://here.invalid";
  if (!wanted?.startsWith("/") || wanted.length > 500 || !URL.canParse(wanted, here)) return fallback;
  const url = new URL(wanted, here);
  const closed = signIn ? /^\/(\/|api(\/|$))/ : /^\/(\/|(api|sign-in)(\/|$))/;
  return url.origin === here && !closed.test(url.pathname) ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
