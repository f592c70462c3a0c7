/** A path of our own to go on to, or the fallback: never another site, however it is written ("//evil", "/\t/evil", "/\\evil"). */
export function ownPath(wanted: string | null | undefined, fallback: string): string {
  if (!wanted?.startsWith("/") || wanted.length > 500) return fallback;
  const here = "http://here.invalid";
  if (!URL.canParse(wanted, here)) return fallback;
  const url = new URL(wanted, here);
  // Signing in must not lead back to signing in, nor to an address that is no page.
  const isPage = url.origin === here && !/^\/(api|sign-in)(\/|$)/.test(url.pathname);
  return isPage ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
