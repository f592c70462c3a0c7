/** Every address a person can be sent to. Safe in the browser; links are made from here and nowhere else. */
export const paths = {
  home: () => "/",
  signIn: () => "/sign-in",
  signInAgain: (next: string) => `/sign-in${query({ again: "1", next })}`,
  welcome: () => "/welcome",
  setup: () => "/setup",
  me: () => "/me",
  admin: (show: { search?: string; after?: string } = {}) => `/admin${query(show)}`,
  adminInvite: () => "/admin/invite",
  adminPerson: (id: string) => `/admin/people/${id}`,
  adminOrganisations: () => "/admin/organisations",
  adminSessions: () => "/admin/sessions",
  adminAudit: (before?: string) => `/admin/audit${query({ before })}`,
  incidents: (show?: "open" | "closed" | "exercises") =>
    `/incidents${query({ show: show === "open" ? undefined : show })}`,
  newIncident: () => "/incidents/new",
  incident: (ref: string, show: { tab?: "all" | "key" | "mine"; before?: string } = {}) =>
    `/incidents/${encodeURIComponent(ref)}${query({ show: show.tab === "all" ? undefined : show.tab, before: show.before })}`,
  entryOnPage: (ref: string, number: number) => `/incidents/${encodeURIComponent(ref)}#entry-${number}`,
  outbox: () => "/outbox",
  offline: () => "/offline",
  entry: (ref: string, number: number) => `/incidents/${encodeURIComponent(ref)}/timeline/${number}`,
  timeline: (ref: string, said: Record<string, string> = {}) =>
    `/incidents/${encodeURIComponent(ref)}/timeline${query(said)}`,
  search: (q?: string) => `/search${query({ q })}`,
  correctEntry: (ref: string, number: number, older?: number) =>
    `/incidents/${encodeURIComponent(ref)}/timeline/${number}/correct${query({ older: older?.toString() })}`,
  importEntries: (ref: string, from?: "paper") =>
    `/incidents/${encodeURIComponent(ref)}/timeline/import${query({ from })}`,
  importBatch: (ref: string, id: string) => `/incidents/${encodeURIComponent(ref)}/timeline/import/${id}`,
  sheets: (ref: string, show: { first?: string; language?: string } = {}) =>
    `/incidents/${encodeURIComponent(ref)}/pack/sheets${query(show)}`,
  exportLog: (ref: string) => `/incidents/${encodeURIComponent(ref)}/export`,
  print: (ref: string, sheet: "log" | "key-events" | "activity", asked: Record<string, string | undefined> = {}) =>
    `/incidents/${encodeURIComponent(ref)}/print/${sheet}${query(asked)}`,
  foreign: () => "/foreign",
  foreignLog: (id: string, before?: string) => `/foreign/${id}${query({ before })}`,
  help: () => "/help",
  permissions: () => "/help/permissions",
  shortcuts: () => "/help/shortcuts",
  apiDocs: () => "/docs/api",
} as const;

/** Addresses of the API that our own pages use. */
export const api = {
  preferences: () => "/api/v1/preferences",
  session: () => "/api/v1/session",
  touchSession: () => "/api/v1/session/touch",
  endSession: () => "/api/v1/session/end",
  signIn: (way: "password" | "passkey") => `/api/auth/callback/${way}`,
  sso: () => "/api/auth/signin/oidc",
  askForPasskey: () => "/api/v1/sign-in/passkey",
  welcome: (step?: "check" | "passkey" | "totp") => `/api/v1/welcome${step ? `/${step}` : ""}`,
  setup: () => "/api/v1/setup",
  myPassword: () => "/api/v1/me/password",
  myTotp: (step?: "new") => `/api/v1/me/totp${step ? `/${step}` : ""}`,
  myPasskeys: (step?: string) => `/api/v1/me/passkeys${step ? `/${step}` : ""}`,
  people: () => "/api/v1/people",
  person: (id: string, act?: "disable" | "enable" | "reset" | "admin" | "duties" | "memberships") =>
    `/api/v1/people/${id}${act ? `/${act}` : ""}`,
  duty: (id: string, role: string) => `/api/v1/people/${id}/duties/${role}`,
  membership: (id: string, ref: string, role: string) =>
    `/api/v1/people/${id}/memberships/${encodeURIComponent(ref)}/${role}`,
  organisations: () => "/api/v1/organisations",
  organisation: (id: string) => `/api/v1/organisations/${id}`,
  sessionOf: (id: string) => `/api/v1/sessions/${id}`,
  incidents: () => "/api/v1/incidents",
  severity: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/severity`,
  phase: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/phase`,
  entries: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/entries`,
  entry: (ref: string, number: number) => `/api/v1/incidents/${encodeURIComponent(ref)}/entries/${number}`,
  corrections: (ref: string, number: number) =>
    `/api/v1/incidents/${encodeURIComponent(ref)}/entries/${number}/corrections`,
  withdrawal: (ref: string, number: number) =>
    `/api/v1/incidents/${encodeURIComponent(ref)}/entries/${number}/withdrawal`,
  files: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/files`,
  foreignFile: (id: string, sha256: string) => `/api/v1/foreign-logs/${id}/files/${sha256}`,
  file: (ref: string, id: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/files/${id}`,
  offers: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/offers`,
  reading: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/reading`,
  presence: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/presence`,
  stream: (ref: string, since: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/stream${query({ since })}`,
  find: (asked: { q: string; ref: string | undefined }) => `/api/v1/find${query(asked)}`,
  imports: (ref: string, step?: "check") =>
    `/api/v1/incidents/${encodeURIComponent(ref)}/imports${step ? `/${step}` : ""}`,
  undoImport: (ref: string, id: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/imports/${id}/withdrawal`,
  sheets: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/sheets`,
  exports: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/exports`,
  openApi: () => "/api/v1/openapi.json",
} as const;

function query(values: Record<string, string | undefined>): string {
  const said = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}
