import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadIncident } from "@/lib/incidents/load";
import { mayIssueSheets } from "../policy";
import { IssueSheets } from "../schema";

/** Someone of the response takes the next numbers for blank log sheets; no number is given twice. */
export const issueSheets = defineCommand({
  name: "sheet.issue",
  input: IssueSheets,
  load: (tx, _actor, { ref }) => loadIncident(tx, ref),
  allow: (actor, incident) => mayIssueSheets(actor, incident),
  incident: ({ id }) => id,
  async run({ tx, actor, subject: incident, input: { count }, now }) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sheets ${incident.id}`}, 0))`;
    const { _max } = await tx.sheetIssue.aggregate({ where: { incidentId: incident.id }, _max: { last: true } });
    const first = (_max.last ?? 0) + 1;
    const last = first + count - 1;
    await tx.sheetIssue.create({
      data: { incidentId: incident.id, first, last, issuedById: actor.personId, issuedAt: now },
    });
    return {
      result: { first, last },
      entries: [
        {
          type: "sheet.issued",
          incident: incident.id,
          subjectType: "incident",
          subjectId: incident.id,
          data: { first, last },
        },
      ],
    };
  },
});
