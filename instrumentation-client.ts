import { readPatiently } from "./components/shell/patient-reading";

/**
 * The one `default` Trusted Types policy (security.md §5.9), made before Next loads its first piece. Script addresses: our own hashed files
 * and the service worker. HTML: only the empty element by which React makes script nodes. Script text: never; what the server sends is
 * trusted by its nonce and does not pass here.
 */
interface Rules {
  createScriptURL: (url: string) => string | null;
  createHTML: (html: string) => string | null;
  createScript: (text: string) => string | null;
}
const { trustedTypes } = window as { trustedTypes?: { createPolicy: (name: string, rules: Rules) => unknown } };

trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    const { origin, pathname } = new URL(url, location.href);
    return origin === location.origin && (pathname.startsWith("/_next/static/") || pathname === "/sw.js") ? url : null;
  },
  createHTML: (html) => (html === "" || html === "<script></script>" ? html : null),
  createScript: () => null,
});

readPatiently();
