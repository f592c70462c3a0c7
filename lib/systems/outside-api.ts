import "server-only";
import type { Context } from "hono";
import { addressOf } from "@/lib/entry/address";
import { runCommand } from "@/lib/entry/command";
import { fieldsOf } from "@/lib/entry/fields";
import { json, keyOf, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import { commandLine, type Line, queryLine } from "@/lib/entry/line";
import { invalid } from "@/lib/kernel/errors";
import { codeOf } from "@/lib/people/codes";
import { addOutsideCheck } from "./commands/add-outside-check";
import { addProbe } from "./commands/add-probe";
import { resolveOutsideCheck } from "./commands/resolve-outside-check";
import { revokeProbe } from "./commands/revoke-probe";
import { outsideQuery, probesQuery } from "./outside-queries";
import { AddProbe, EnrolProbe, Posted } from "./outside-schema";
import { takeResults } from "./probe-results";
import { asProbe, enrolProbe } from "./probe-session";
import { targetsOf } from "./watch";

const RESULTS_MAX = 64_000;

/** The code stands only in this answer; what is kept is the row from which it follows. */
async function add(context: Context, raw: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const { result, again } = await runCommand(addProbe, { token, raw, key: keyOf(context.req.raw.headers) });
  return json({ id: result.id, code: codeOf(result.id) }, again ? 200 : 201);
}

/** The one-time code comes where a token would, because this caller has none yet. */
async function enrol(context: Context, raw: Record<string, unknown>): Promise<Response> {
  const { headers } = context.req.raw;
  const said = EnrolProbe.safeParse(raw);
  if (!said.success) throw invalid(fieldsOf(said.error));
  const code = /^Bearer (\S{20,60})$/.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  return json(await enrolProbe(code, said.data.publicKey, addressOf(headers)), 201);
}

async function list(context: Context): Promise<Response> {
  return json(
    await asProbe(await tokenOf(context), async (tx, { intervalSeconds }) => ({
      intervalSeconds,
      targets: await targetsOf(tx),
    })),
    200,
  );
}

async function results(context: Context, raw: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const said = Posted.safeParse(raw);
  if (!said.success) throw invalid(fieldsOf(said.error));
  await takeResults(token, said.data);
  return json({}, 200);
}

/** What is seen of the systems from outside, and the probes that look. */
export const outsideLines: Line[] = [
  queryLine("/incidents/{ref}/outside", outsideQuery, {
    says: "What is seen of the systems from outside and from inside, disagreements first.",
  }),
  commandLine("POST", "/incidents/{ref}/systems/{code}/outside-checks", addOutsideCheck, {
    says: "Says what somebody saw of a system from somewhere outside.",
    status: 201,
  }),
  commandLine("POST", "/incidents/{ref}/systems/{code}/resolution", resolveOutsideCheck, {
    says: "Says why what is seen of a system is not what we say of it.",
  }),
  queryLine("/probes", probesQuery, { says: "The probes, where they stand and when each was last heard." }),
  {
    method: "POST",
    path: "/probes",
    does: "handle",
    verb: "probe.add",
    open: false,
    input: AddProbe,
    handle: add,
    says: "Names a place to look from. The answer holds the probe's one-time code, which is good for a day and shown once.",
  },
  commandLine("POST", "/probes/{id}/revocation", revokeProbe, { says: "Takes a probe away; its token ends at once." }),
  {
    method: "POST",
    path: "/probe/enrolment",
    does: "handle",
    open: true,
    input: EnrolProbe,
    handle: enrol,
    says: "For the probe itself: uses its one-time code (as the Bearer token) and gives its public key (SPKI, base64url).",
  },
  {
    method: "GET",
    path: "/probe/list",
    does: "handle",
    open: false,
    handle: list,
    says: "For the probe itself: the addresses at which it looks.",
  },
  {
    method: "POST",
    path: "/probe/results",
    does: "handle",
    open: false,
    bodyMax: RESULTS_MAX,
    input: Posted,
    handle: results,
    says: "For the probe itself: what it saw, signed with its key, at most 64 kB.",
  },
];
