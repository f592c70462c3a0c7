import "server-only";
import type { Context } from "hono";
import { type Command, runCommand } from "@/lib/entry/command";
import { json, keyOf, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import { commandLine, type Line, queryLine } from "@/lib/entry/line";
import { auditQuery } from "./audit-queries";
import { codeOf } from "./codes";
import { addOrganisation } from "./commands/add-organisation";
import { changeOrganisation } from "./commands/change-organisation";
import { changePerson } from "./commands/change-person";
import { disablePerson } from "./commands/disable-person";
import { enablePerson } from "./commands/enable-person";
import { endAdmin } from "./commands/end-admin";
import { endDuty } from "./commands/end-duty";
import { endMembership } from "./commands/end-membership";
import { endSession } from "./commands/end-session";
import { grantAdmin } from "./commands/grant-admin";
import { grantDuty } from "./commands/grant-duty";
import { grantMembership } from "./commands/grant-membership";
import { invitePerson } from "./commands/invite-person";
import { resetPerson } from "./commands/reset-person";
import { organisationsQuery, peopleQuery, personQuery, sessionsQuery } from "./queries";

/** Runs a command that makes a one-time code, and puts the code only into this answer: what is kept is the row from which it follows. */
const withCode =
  <I, S>(command: Command<I, S, { id: string; codeId: string }>) =>
  async (context: Context, raw: Record<string, unknown>): Promise<Response> => {
    const token = await tokenOf(context);
    await limitWrites(token);
    const { result, again } = await runCommand(command, { token, raw, key: keyOf(context.req.raw.headers) });
    const { codeId, ...answer } = result;
    return json({ ...answer, code: codeOf(codeId) }, again ? 200 : 201);
  };

/** People, organisations, roles and sessions, for the administrator. */
export const managingLines: Line[] = [
  queryLine("/people", peopleQuery, {
    says: "The people whom you may see, by name, in pages of 50. `after` is the `next` of the page before.",
  }),
  {
    method: "POST",
    path: "/people",
    does: "handle",
    verb: "person.invite",
    open: false,
    input: invitePerson.input,
    handle: withCode(invitePerson),
    says: "Invites a person. Answers the one-time code, for paper.",
  },
  queryLine("/people/{id}", personQuery, { says: "One person with duties, roles and open sessions." }),
  commandLine("PUT", "/people/{id}", changePerson, { says: "Corrects a person's name, e-mail or organisation." }),
  commandLine("POST", "/people/{id}/disable", disablePerson, { says: "Ends a person's access at once." }),
  commandLine("POST", "/people/{id}/enable", enablePerson, { says: "Opens a person's access again." }),
  {
    method: "POST",
    path: "/people/{id}/reset",
    does: "handle",
    verb: "person.reset",
    open: false,
    input: resetPerson.input,
    handle: withCode(resetPerson),
    says: "Makes all keys of a person void. Answers a new one-time code, for paper.",
  },
  commandLine("POST", "/people/{id}/admin", grantAdmin, { says: "Makes a person an administrator." }),
  commandLine("DELETE", "/people/{id}/admin", endAdmin, { says: "Ends a person's power as administrator." }),
  commandLine("POST", "/people/{id}/duties", grantDuty, { says: "Gives a person a standing duty.", status: 201 }),
  commandLine("DELETE", "/people/{id}/duties/{role}", endDuty, { says: "Ends a standing duty." }),
  commandLine("POST", "/people/{id}/memberships", grantMembership, {
    says: "Gives a person a role in an incident, which is named by its reference.",
    status: 201,
  }),
  commandLine("DELETE", "/people/{id}/memberships/{ref}/{role}", endMembership, {
    says: "Ends a person's role in an incident.",
  }),
  queryLine("/organisations", organisationsQuery, { says: "The organisations whom you may see." }),
  commandLine("POST", "/organisations", addOrganisation, { says: "Adds an organisation.", status: 201 }),
  commandLine("PUT", "/organisations/{id}", changeOrganisation, { says: "Corrects an organisation's names or kind." }),
  queryLine("/sessions", sessionsQuery, {
    says: "Live sessions and tokens: your own, or everybody's for an administrator.",
  }),
  commandLine("DELETE", "/sessions/{id}", endSession, { says: "Ends a session or a token at once." }),
  queryLine("/audit", auditQuery, {
    says: "The platform's audit trail, newest first: people and access, never incidents. `before` is the `next` of the page before.",
  }),
];
