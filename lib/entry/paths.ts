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
  board: (ref: string, asked: Record<string, string> = {}) =>
    `/incidents/${encodeURIComponent(ref)}/systems${query(asked)}`,
  systems: (ask: Record<string, string | undefined> = {}) => `/systems${query(ask)}`,
  newSystem: () => "/systems/new",
  importSystems: () => "/systems/import",
  system: (code: string) => `/systems/${encodeURIComponent(code)}`,
  changeSystem: (code: string) => `/systems/${encodeURIComponent(code)}/change`,
  /** `off` are the codes of what would be switched off, `hours` how long. */
  outside: (ref: string, asked: { code?: string } = {}) =>
    `/incidents/${encodeURIComponent(ref)}/systems/outside${query(asked)}`,
  probes: () => "/systems/probes",
  systemsMap: (ref: string, asked: { off?: readonly string[]; hours?: number } = {}) =>
    `/incidents/${encodeURIComponent(ref)}/systems/map${query({
      off: asked.off?.length ? asked.off.join(",") : undefined,
      hours: asked.hours?.toString(),
    })}`,
  decisions: (ref: string, asked: Record<string, string> = {}) =>
    `/incidents/${encodeURIComponent(ref)}/decisions${query(asked)}`,
  /** Begun with systems, or as an answer to the stop with this number. */
  newDecision: (ref: string, asked: { type?: string; systems?: readonly string[]; undoes?: number } = {}) =>
    `/incidents/${encodeURIComponent(ref)}/decisions/new${query({
      type: asked.type,
      systems: asked.systems?.length ? asked.systems.join(",") : undefined,
      undoes: asked.undoes?.toString(),
    })}`,
  decision: (ref: string, number: number) => `/incidents/${encodeURIComponent(ref)}/decisions/${number}`,
  editDecision: (ref: string, number: number) => `/incidents/${encodeURIComponent(ref)}/decisions/${number}/edit`,
  /** Where a decision is written on that a device keeps: by its number, or by the letters that a new one has ("-1f0c"). */
  decisionDraft: (ref: string, of: string): string =>
    of.startsWith("-") ? `${paths.newDecision(ref)}#${of.slice(1)}` : paths.editDecision(ref, Number(of)),
  printDecisions: (ref: string) => `/incidents/${encodeURIComponent(ref)}/decisions/print`,
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
  boardRows: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/systems`,
  outsideChecks: (ref: string, code: string) =>
    `/api/v1/incidents/${encodeURIComponent(ref)}/systems/${encodeURIComponent(code)}/outside-checks`,
  resolution: (ref: string, code: string) =>
    `/api/v1/incidents/${encodeURIComponent(ref)}/systems/${encodeURIComponent(code)}/resolution`,
  probes: () => "/api/v1/probes",
  revokeProbe: (id: string) => `/api/v1/probes/${id}/revocation`,
  states: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/systems/states`,
  confirmState: (ref: string, code: string) =>
    `/api/v1/incidents/${encodeURIComponent(ref)}/systems/${encodeURIComponent(code)}/confirmation`,
  compromise: (ref: string, code: string) =>
    `/api/v1/incidents/${encodeURIComponent(ref)}/systems/${encodeURIComponent(code)}/compromise`,
  systemsMap: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/map`,
  decisions: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/decisions`,
  /** One decision, or an act upon it: "approvals", "steps/3/done". */
  decision: (ref: string, number: number, act?: string) =>
    `/api/v1/incidents/${encodeURIComponent(ref)}/decisions/${number}${act ? `/${act}` : ""}`,
  delegations: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/delegations`,
  delegation: (ref: string, id: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/delegations/${id}`,
  exports: (ref: string) => `/api/v1/incidents/${encodeURIComponent(ref)}/exports`,
  systems: (ask: Record<string, string | undefined> = {}) => `/api/v1/systems${query(ask)}`,
  systemsTable: () => "/api/v1/systems.csv",
  importSystems: (step?: "check") => `/api/v1/systems/import${step ? `/${step}` : ""}`,
  system: (code: string, part?: "needs" | "retirement") =>
    `/api/v1/systems/${encodeURIComponent(code)}${part ? `/${part}` : ""}`,
  need: (code: string, needs: string, part?: "confirmation") =>
    `/api/v1/systems/${encodeURIComponent(code)}/needs/${encodeURIComponent(needs)}${part ? `/${part}` : ""}`,
  openApi: () => "/api/v1/openapi.json",
} as const;

function query(values: Record<string, string | undefined>): string {
  const said = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}
