/**
 * The one `default` Trusted Types policy (security.md §5.9). It must run before any other script, so it stands first in <head>.
 * Script addresses: our own hashed files and the service worker. HTML: only the empty element by which React makes script nodes.
 * Script text: never; what the server sends is trusted by its nonce and does not pass here.
 */
const policy = `window.trustedTypes&&trustedTypes.createPolicy("default",{
createScriptURL:function(u){var a=new URL(u,location.href);if(a.origin===location.origin&&(a.pathname.indexOf("/_next/static/")===0||a.pathname==="/sw.js"))return u;return null},
createHTML:function(h){return h==="<script>\\u003c/script>"||h===""?h:null},
createScript:function(){return null}})`;

export function TrustedTypes(props: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; as a file it could come too late.
  return <script nonce={props.nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: policy }} />;
}
