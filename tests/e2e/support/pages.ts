import { FOREIGN } from "../../support/foreign";
import type { Login } from "./accounts";
import { HISTORY, LIVE } from "./test";

/** Every page of Kulla, and somebody who has it before them. A new page has to stand here: `every-page-is-accessible` compares with app/. */
export interface PageOfKulla {
  /** Its folder under app/, without groups. */
  route: string;
  address: string;
  who: Login | "nobody";
}

const incident = `/incidents/${HISTORY}`;

export const pages: readonly PageOfKulla[] = [
  { route: "/sign-in", address: "/sign-in", who: "nobody" },
  { route: "/sign-in", address: "/sign-in?error=wrong", who: "nobody" },
  { route: "/welcome", address: "/welcome", who: "nobody" },
  { route: "/setup", address: "/setup", who: "nobody" },
  { route: "/", address: "/", who: "commander" },
  { route: "/incidents", address: "/incidents", who: "commander" },
  { route: "/incidents", address: "/incidents?show=closed", who: "commander" },
  { route: "/incidents", address: "/incidents?show=exercises", who: "leadership" },
  { route: "/incidents/new", address: "/incidents/new", who: "commander" },
  { route: "/incidents/new", address: "/incidents/new", who: "loggist" },
  { route: "/incidents/[ref]", address: incident, who: "commander" },
  { route: "/incidents/[ref]", address: `/incidents/${LIVE}`, who: "loggist" },
  { route: "/incidents/[ref]", address: `/incidents/${LIVE}`, who: "external" },
  { route: "/incidents/[ref]", address: `${incident}?show=key`, who: "leadership" },
  { route: "/incidents/[ref]", address: `/incidents/${LIVE}?show=mine`, who: "auditor" },
  { route: "/incidents/[ref]/timeline/[number]", address: `${incident}/timeline/1`, who: "auditor" },
  { route: "/incidents/[ref]/timeline/[number]/correct", address: `${incident}/timeline/1/correct`, who: "commander" },
  { route: "/incidents/[ref]/timeline", address: `${incident}/timeline`, who: "commander" },
  {
    route: "/incidents/[ref]/timeline",
    address: `${incident}/timeline?q=server&kind=finding,action&known=2022-07-18T00:30:00.000Z&nonsense=1`,
    who: "auditor",
  },
  {
    route: "/incidents/[ref]/timeline",
    address: `/incidents/${LIVE}/timeline?order=recorded&first=oldest`,
    who: "external",
  },
  { route: "/incidents/[ref]/timeline", address: `/incidents/${LIVE}/timeline?q=nowhere-to-be-found`, who: "loggist" },
  { route: "/incidents/[ref]/systems", address: "{board}", who: "commander" },
  { route: "/incidents/[ref]/systems", address: `/incidents/${LIVE}/systems`, who: "commander" },
  { route: "/incidents/[ref]/systems", address: `/incidents/${LIVE}/systems?state=down&nonsense=1`, who: "leadership" },
  { route: "/search", address: "/search", who: "leadership" },
  { route: "/search", address: "/search?q=portal", who: "commander" },
  { route: "/incidents/[ref]/timeline/import", address: `/incidents/${LIVE}/timeline/import`, who: "loggist" },
  {
    route: "/incidents/[ref]/timeline/import",
    address: `/incidents/${LIVE}/timeline/import?from=paper`,
    who: "commander",
  },
  { route: "/incidents/[ref]/timeline/import", address: `/incidents/${LIVE}/timeline/import`, who: "external" },
  { route: "/incidents/[ref]/timeline/import/[id]", address: "{import}", who: "loggist" },
  { route: "/incidents/[ref]/pack/sheets", address: `/incidents/${LIVE}/pack/sheets`, who: "loggist" },
  { route: "/incidents/[ref]/pack/sheets", address: "{sheets}", who: "commander" },
  { route: "/incidents/[ref]/pack/sheets", address: `/incidents/${LIVE}/pack/sheets`, who: "leadership" },
  { route: "/incidents/[ref]/export", address: `${incident}/export`, who: "commander" },
  { route: "/incidents/[ref]/export", address: `${incident}/export?to=another&ceiling=x`, who: "auditor" },
  { route: "/incidents/[ref]/export", address: `/incidents/${LIVE}/export`, who: "loggist" },
  { route: "/incidents/[ref]/export", address: `/incidents/${LIVE}/export`, who: "external" },
  { route: "/incidents/[ref]/print/log", address: `${incident}/print/log`, who: "commander" },
  { route: "/incidents/[ref]/print/key-events", address: `${incident}/print/key-events`, who: "leadership" },
  { route: "/incidents/[ref]/print/activity", address: `/incidents/${LIVE}/print/activity`, who: "loggist" },
  { route: "/incidents/[ref]/systems/map", address: `/incidents/${LIVE}/systems/map`, who: "commander" },
  { route: "/incidents/[ref]/systems/map", address: "{what-if}", who: "loggist" },
  {
    route: "/incidents/[ref]/systems/map",
    address: `${incident}/systems/map?off=NOBODYS&add=nowhere-to-be-found`,
    who: "leadership",
  },
  { route: "/foreign", address: "/foreign", who: "commander" },
  { route: "/foreign", address: "/foreign", who: "external" },
  { route: "/foreign/[id]", address: `/foreign/${FOREIGN}`, who: "authority" },
  { route: "/foreign/[id]", address: `/foreign/${FOREIGN}`, who: "leadership" },
  { route: "/systems", address: "/systems", who: "commander" },
  { route: "/systems", address: "/systems?q=nothing+has+this+name", who: "leadership" },
  { route: "/systems/new", address: "/systems/new", who: "loggist" },
  { route: "/systems/new", address: "/systems/new", who: "auditor" },
  { route: "/systems/[code]", address: "{system}", who: "commander" },
  { route: "/systems/[code]/change", address: "{system}/change", who: "authority" },
  { route: "/me", address: "/me", who: "loggist" },
  { route: "/outbox", address: "/outbox", who: "loggist" },
  { route: "/offline", address: "/offline", who: "nobody" },
  { route: "/help", address: "/help", who: "external" },
  { route: "/help/permissions", address: "/help/permissions", who: "external" },
  { route: "/help/shortcuts", address: "/help/shortcuts", who: "loggist" },
  { route: "/docs/api", address: "/docs/api", who: "authority" },
  { route: "/admin", address: "/admin", who: "admin" },
  { route: "/admin", address: "/admin", who: "commander" },
  { route: "/admin/invite", address: "/admin/invite", who: "admin" },
  { route: "/admin/organisations", address: "/admin/organisations", who: "admin" },
  { route: "/admin/sessions", address: "/admin/sessions", who: "admin" },
  { route: "/admin/audit", address: "/admin/audit", who: "admin" },
  { route: "/admin/people/[id]", address: "/admin/people/{someone}", who: "admin" },
  { route: "not-found", address: "/nowhere", who: "nobody" },
  { route: "not-found", address: "/incidents/INC-1999-01", who: "external" },
];
