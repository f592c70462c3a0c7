import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { holdImport, isOvertaken, loadEntry } from "../load";
import { mayWithdraw } from "../policy";
import { WithdrawEntry } from "../schema";

/** The author withdraws an entry within a minute of writing it; its line stays in the record. */
export const withdrawEntry = defineCommand({
  name: "entry.withdraw",
  input: WithdrawEntry,
  load: (tx, actor, { ref, number }) => loadEntry(tx, actor, ref, number),
  allow: (actor, entry, _input, now) => mayWithdraw(actor, entry, now),
  incident: ({ incidentId }) => incidentId,
  async run({ tx, subject: entry, now }) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${entry.id}, 0))`;
    await holdImport(tx, entry);
    const newer = await tx.entry.count({ where: { OR: [{ correctsId: entry.id }, { withdrawsId: entry.id }] } });
    if (newer > 0 || (await isOvertaken(tx, entry.id))) throw conflict("corrected-meanwhile");
    const afterSeconds = Math.max(0, Math.round((now.getTime() - entry.recordedAt.getTime()) / 1000));
    return {
      result: { afterSeconds },
      entries: [
        {
          type: "entry.withdrawn",
          incident: entry.incidentId,
          subjectType: "entry",
          subjectId: entry.id,
          withdraws: entry.id,
          audience: entry.audience,
          tlp: entry.tlp,
          readers: entry.readers,
          data: { afterSeconds },
        },
      ],
    };
  },
});
