import "server-only";
import { asActor } from "@/lib/access/as-actor";
import { type Loaded, recordRefusal } from "@/lib/entry/command";
import { fieldsOf } from "@/lib/entry/fields";
import { openPhases } from "@/lib/incidents/machine";
import { invalid, Refusal } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/ids";
import { ledgerForm, type Receipt } from "@/lib/record/append";
import { appendWaiting } from "@/lib/record/append-waiting";
import { AddEntry } from "../schema";
import { wordsOf } from "../words";

interface Sending {
  token: string;
  raw: unknown;
  key: string;
  loaded?: Loaded;
}

/**
 * Someone of the response writes in the log. The one write that goes round Prisma: one call checks the session, the key and the right, appends and
 * rings, and calls that wait share a commit (DESIGN §8).
 * @returns the receipt, and whether this key was answered before
 * @throws Refusal
 */
export async function addEntry({ token, raw, key, loaded }: Sending): Promise<{ result: Receipt; again: boolean }> {
  const parsed = AddEntry.safeParse(raw);
  if (!parsed.success) throw invalid(fieldsOf(parsed.error));
  const {
    ref,
    text,
    basis,
    kind,
    occurredAt,
    occurredUntil,
    precision,
    writtenAt,
    tlp,
    audience,
    readers,
    key: isKey,
  } = parsed.data;
  const form = ledgerForm({
    type: "entry.logged",
    kind: kind ?? "note",
    precision: precision ?? "exact",
    audience: audience ?? "incident",
    key: isKey ?? false,
    data: { text, basis: basis ?? "fact", ...(await wordsOf(token, parsed.data, key)), ...loaded?.words },
    ...(tlp && { tlp }),
    ...(readers && { readers }),
    ...(occurredAt && { occurredAt: new Date(occurredAt) }),
    ...(occurredUntil && { occurredUntil: new Date(occurredUntil) }),
    ...(writtenAt && { writtenAt: new Date(writtenAt) }),
  });
  const fingerprint = sha256Hex(JSON.stringify(parsed.data));
  const clock = loaded && { clock: loaded.clock.toISOString() };
  try {
    const { again, ...result } = await appendWaiting(
      { ...form, token, ref, clientId: key, fingerprint, ...clock },
      openPhases,
    );
    return { result, again: again ?? false };
  } catch (error) {
    if (error instanceof Refusal && error.kind === "forbidden")
      await recordRefusal({ token, raw }, "entry.add", error, await idOf(token, ref));
    throw error;
  }
}

/** The incident in whose audit trail a refusal belongs. */
const idOf = (token: string, ref: string) =>
  asActor(token, async (tx) => (await tx.incident.findUnique({ where: { ref }, select: { id: true } }))?.id);
