import { Refusal } from "./errors";

const ofState: Record<string, () => Refusal> = {
  KU401: () => new Refusal("unauthenticated"),
  KU403: () => new Refusal("forbidden"),
  KU404: () => new Refusal("not-found"),
  KU409: () => new Refusal("conflict", "circle"),
  "42501": () => new Refusal("forbidden"),
  "23505": () => new Refusal("conflict", "taken"),
  "40001": () => new Refusal("conflict", "changed-meanwhile"),
  "40P01": () => new Refusal("conflict", "changed-meanwhile"),
  "55P03": () => new Refusal("unavailable", "busy"),
  "57014": () => new Refusal("unavailable", "busy"),
  "53100": () => new Refusal("read-only", "disk-full"),
  "53200": () => new Refusal("unavailable"),
  "53300": () => new Refusal("unavailable", "busy"),
  "57P01": () => new Refusal("unavailable"),
  "57P03": () => new Refusal("unavailable"),
};
const lost =
  /ECONNREFUSED|ECONNRESET|EPIPE|Connection terminated|timeout exceeded when trying to connect|Unable to start a transaction/;

/** The SQLSTATE somewhere inside an error of pg or Prisma, if any. */
function stateOf(error: unknown, depth = 0): { state: string; message: string } | undefined {
  if (!error || typeof error !== "object" || depth > 6) return undefined;
  const record = error as Record<string, unknown>;
  for (const key of ["originalCode", "code"]) {
    const code = record[key];
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) {
      return { state: code, message: String(record["originalMessage"] ?? record["message"] ?? "") };
    }
  }
  for (const key of ["meta", "driverAdapterError", "cause"]) {
    const inner = stateOf(record[key], depth + 1);
    if (inner) return inner;
  }
  return undefined;
}

/** What a database error means for a person; anything unknown stays the bug that it is. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const found = stateOf(error);
  if (found?.state === "KU422") return new Refusal("invalid", "invalid", { fields: { [found.message]: "future" } });
  const known = found && ofState[found.state];
  if (known) return known();
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "P2002") return new Refusal("conflict", "taken");
  if (code === "P2025") return new Refusal("conflict", "changed-meanwhile");
  if (code === "P2028" || (error instanceof Error && lost.test(`${error.message} ${String(code)}`))) {
    return new Refusal("unavailable");
  }
  return error;
}
