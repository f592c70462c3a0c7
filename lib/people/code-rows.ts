import "server-only";
import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/kernel/db";
import { CODE_HOURS, codeOf, hashOfCode } from "./codes";

/** Keeps the hash of a new one-time code for a person; a code they had before is good no more. @returns the row from which the code follows */
export async function keepCode(tx: Tx, personId: string, now: Date): Promise<string> {
  const id = randomUUID();
  await tx.enrolmentCode.updateMany({ where: { personId, usedAt: null }, data: { usedAt: now } });
  await tx.enrolmentCode.createMany({
    data: [
      {
        id,
        codeHash: hashOfCode(codeOf(id)),
        personId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + CODE_HOURS * 3_600_000),
      },
    ],
  });
  return id;
}
