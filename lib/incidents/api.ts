import "server-only";
import { commandLine, type Line, queryLine } from "@/lib/entry/line";
import { openIncident } from "./commands/open-incident";
import { setPhase } from "./commands/set-phase";
import { setSeverity } from "./commands/set-severity";
import { presenceQuery } from "./presence";
import { incidentQuery, incidentsQuery } from "./queries";

/** Incidents, by their reference. */
export const incidentLines: Line[] = [
  queryLine("/incidents", incidentsQuery, { says: "The incidents that exist for you, open ones first." }),
  commandLine("POST", "/incidents", openIncident, {
    says: "Opens an incident. Only the name is required.",
    status: 201,
  }),
  queryLine("/incidents/{ref}", incidentQuery, { says: "One incident and what you may do there." }),
  queryLine("/incidents/{ref}/presence", presenceQuery, {
    says: "Who has a live page of an incident open now, by organisation. Not for outside responders.",
  }),
  commandLine("POST", "/incidents/{ref}/severity", setSeverity, { says: "Sets the severity, with one sentence why." }),
  commandLine("POST", "/incidents/{ref}/phase", setPhase, {
    says: "Moves the incident to a phase that follows, with one sentence why.",
  }),
];
