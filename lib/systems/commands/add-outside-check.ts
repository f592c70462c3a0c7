import "server-only";
import { randomUUID } from "node:crypto";
import { defineCommand } from "@/lib/entry/command";
import { unnamedFiles } from "@/lib/files/load";
import { invalid } from "@/lib/kernel/errors";
import type { NewEntry } from "@/lib/record/append";
import { loadMap, loadOneStanding } from "../load";
import { keepLooks } from "../outside-effects";
import { mayAddOutsideCheck } from "../outside-policy";
import { AddOutsideCheck } from "../outside-schema";

const AHEAD_MS = 5 * 60_000;

/** Someone of the response says what they saw of a system from somewhere outside; it stands beside what we say of it. */
export const addOutsideCheck = defineCommand({
  name: "outside-check.add",
  input: AddOutsideCheck,
  load: (tx, _actor, { ref, code }) => loadOneStanding(tx, ref, code),
  allow: (actor, { incident }) => mayAddOutsideCheck(actor, incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: { incident, system }, input, now }) {
    const { point, network, seen, detail, link } = input;
    const at = input.occurredAt ? new Date(input.occurredAt) : now;
    if (at.getTime() > now.getTime() + AHEAD_MS) throw invalid({ occurredAt: "future" });
    const files = input.file ? await unnamedFiles(tx, incident.id, [input.file], randomUUID()) : [];
    if (input.file && files.length === 0) throw invalid({ file: "no-such-file" });
    const line: NewEntry = {
      type: "outside-check.added",
      kind: "outside-check",
      incident: incident.id,
      subjectType: "system",
      subjectId: system.id,
      occurredAt: at,
      data: {
        code: system.code,
        name: system.name,
        point,
        network,
        seen,
        ...(detail && { detail }),
        ...(link && { link }),
        ...(files.length > 0 && { files }),
      },
    };
    const looker = {
      side: "outside" as const,
      origin: `person ${actor.organisationId} ${point.toLowerCase()} ${network.toLowerCase()}`,
      point,
      network,
      organisationId: actor.organisationId,
      personId: actor.personId,
    };
    const look = { systemId: system.id, seen, at, detail, link, fileId: input.file };
    const lines = await keepLooks(tx, incident.id, await loadMap(tx, incident.id), looker, [look], now);
    return { result: { code: system.code }, entries: [line, ...lines] };
  },
});
