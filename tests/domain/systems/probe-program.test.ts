import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import http, { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runJob } from "@/lib/entry/job";
import { lookInside } from "@/lib/systems/jobs";
import { calls, listening } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import { owner, port } from "../../support/database";
import * as make from "../../support/make";
import { codeFor } from "../../support/probe";
import { size } from "../../support/record";

/** The program itself, as a process of its own, against a real server that it looks at and the real API that it reports to. */
const PROGRAM = path.resolve("tools/probe.mjs");
const MEGABYTES = 10;
const folder = mkdtempSync(path.join(tmpdir(), "kulla-probe-"));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

let cast: Cast;
let incident: make.MadeIncident;
let exercise: make.MadeIncident;
let hits = 0;
let sent = 0;
const jobsToken = "the jobs of this test: thirty-two signs at least";
process.env["KULLA_JOBS_TOKEN"] = jobsToken;

beforeAll(async () => {
  await owner.query("SELECT app.enrol_system('jobs', $1)", [jobsToken]);
  await listening();
  cast = await gather();
  incident = await make.openIncident(cast);
  exercise = await make.openIncident(cast, "Only an exercise");
  await owner.query("UPDATE incident SET exercise = true WHERE id = $1", [exercise.id]);
  const other = await serve((_request, response) => {
    hits += 1;
    response.end("another host");
  });
  const target = await serve((request, response) => answerAt(request, response, other));
  const dead = await serve(() => {});
  const gone = servers.pop();
  gone?.close();
  if (gone) await once(gone, "close");
  const systems: [code: string, probe: string | null][] = [
    ["FINE", `http://127.0.0.1:${target}/`],
    ["BROKEN", `http://127.0.0.1:${target}/broken`],
    ["BIG", `http://127.0.0.1:${target}/big`],
    ["CUT", `http://127.0.0.1:${target}/cut`],
    ["MOVED", `http://127.0.0.1:${target}/moved`],
    ["AWAY", `http://127.0.0.1:${target}/away`],
    ["CIRCLE", `http://127.0.0.1:${target}/circle`],
    ["DEAD", `http://127.0.0.1:${dead}/`],
    ["PLAIN", `https://127.0.0.1:${target}/`],
    ["PORT", `tcp://127.0.0.1:${target}`],
    ["NOPORT", `tcp://127.0.0.1:${dead}`],
    ["NAME", "dns://no-such-name.invalid"],
    ["UNWATCHED", null],
  ];
  for (const [code, probe] of systems) await make.addSystem(cast.besa, code, cast.mira, { probe });
});

function answerAt(request: IncomingMessage, response: Parameters<RequestListener>[1], other: number): void {
  const to = (location: string) => response.writeHead(302, { location }).end();
  if (request.url === "/broken") response.writeHead(503).end("closed");
  else if (request.url === "/big") sendBig(response);
  else if (request.url === "/cut") {
    response.writeHead(200, { "content-length": "1000" }).write("half");
    response.destroy();
  } else if (request.url === "/moved") to("/");
  else if (request.url === "/away") to(`http://localhost:${other}/`);
  else if (request.url === "/circle") to("/circle");
  else response.end("Mirë se vini");
}

/** Ten megabytes, as fast as they are taken. */
function sendBig(response: Parameters<RequestListener>[1]): void {
  const part = Buffer.alloc(65_536, "x");
  const more = () => {
    while (!response.destroyed && sent < MEGABYTES * 1_000_000) {
      sent += part.length;
      if (!response.write(part)) return void response.once("drain", more);
    }
    response.end();
  };
  more();
}

interface Ended {
  code: number;
  said: string;
}
const run = (file: string, ...args: string[]): Promise<Ended> =>
  new Promise((ended) => {
    execFile(process.execPath, args, { env: { ...process.env, KULLA_PROBE_FILE: file } }, (error, stdout, stderr) =>
      ended({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
const program = (file: string, ...args: string[]) => run(file, PROGRAM, ...args);

async function enrolled(point: string): Promise<{ file: string; id: string; said: string }> {
  const { id, code } = await codeFor(cast.besa, point, `Network of ${point}`);
  const file = path.join(folder, `${point}.json`);
  const { code: ended, said } = await program(file, "enrol", `http://localhost:${port}`, code);
  expect(ended, said).toBe(0);
  return { file, id, said };
}
const stateIn = (file: string) =>
  JSON.parse(readFileSync(file, "utf8")) as { address: string; seq: number; key: string };
const probeRow = async (id: string) => {
  const { body } = await calls(cast.besa.token).get("/probes");
  return (body["rows"] as Record<string, unknown>[]).find((row) => row["id"] === id);
};
const seenBy = async (origin: string, where = incident) => {
  const { rows } = await owner.query<{ code: string; seen: string; detail: string | null }>(
    "SELECT s.code, c.seen, c.detail FROM outside_check c JOIN system s ON s.id = c.system_id WHERE c.origin = $1 AND c.incident_id = $2 ORDER BY s.code",
    [origin, where.id],
  );
  return Object.fromEntries(rows.map(({ code, seen, detail }) => [code, detail ? `${seen}: ${detail}` : seen]));
};
const all = {
  AWAY: "wrong-content: redirects to localhost",
  BIG: "reachable",
  BROKEN: "wrong-content: HTTP 503",
  CIRCLE: "wrong-content: redirects in a circle",
  CUT: expect.stringMatching(/^not-reachable: /),
  DEAD: "not-reachable: ECONNREFUSED",
  FINE: "reachable",
  MOVED: "reachable",
  NAME: expect.stringMatching(/^not-reachable: E/),
  NOPORT: "not-reachable: ECONNREFUSED",
  PLAIN: expect.stringMatching(/^(certificate|not-reachable): /),
  PORT: "reachable",
};

test("it enrols, keeps its key to itself, shows the same fingerprint as the page, and says what it sees", async () => {
  const { file, id, said } = await enrolled("Works");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(said).toContain(String((await probeRow(id))?.["fingerprint"]));
  const { code, said: told } = await program(file, "once");
  expect([code, told]).toEqual([0, expect.stringContaining("Sent 12 results")]);
  expect(await seenBy(`probe ${id}`)).toEqual(all);
  expect(hits, "another host was asked").toBe(0);
  expect(sent, "bytes of ten million").toBeLessThan((MEGABYTES * 1_000_000) / 2);
});

test("its file taken with another key in it gives nothing but a mark", async () => {
  const { file, id } = await enrolled("Stolen");
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(file, JSON.stringify({ ...stateIn(file), key: privateKey.export({ type: "pkcs8", format: "pem" }) }));
  expect((await program(file, "once")).said).toContain("not signed with the key of this probe");
  expect(await seenBy(`probe ${id}`)).toEqual({});
  expect((await probeRow(id))?.["markedAt"]).not.toBe(null);
});

test("on a machine whose clock is a day late it is told so, and nothing is stored", async () => {
  const { file, id } = await enrolled("Yesterday");
  const late =
    "const D=Date;globalThis.Date=class extends D{constructor(...a){super(...(a.length?a:[D.now()-864e5]))}}";
  const { said } = await run(file, "--import", `data:text/javascript,${encodeURIComponent(late)}`, PROGRAM, "once");
  expect(said).toContain("yesterday's result");
  expect(await seenBy(`probe ${id}`)).toEqual({});
});

test("when Kulla does not answer, it sends again and nothing is lost", async () => {
  const { file, id } = await enrolled("Patient");
  let posts = 0;
  const between = await serve((request, response) => {
    if (request.method === "POST" && ++posts === 1) return void request.socket.destroy();
    const asked = http.request(
      { host: "127.0.0.1", port, path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(asked);
  });
  writeFileSync(file, JSON.stringify({ ...stateIn(file), address: `http://127.0.0.1:${between}` }));
  const { said } = await program(file, "once");
  expect(said).toMatch(/Not taken: nobody answers[\s\S]*Sent 12 results/);
  expect(posts).toBe(2);
  expect(await seenBy(`probe ${id}`)).toEqual(all);
});

test("it ends by itself when it was taken away, and is silent when it was stopped", async () => {
  const { file, id } = await enrolled("Ended");
  await program(file, "once");
  await owner.query("UPDATE probe SET heard_at = heard_at - interval '4 minutes' WHERE id = $1", [id]);
  expect((await probeRow(id))?.["silentSince"]).not.toBe(null);
  await calls(cast.besa.token).post(`/probes/${id}/revocation`, { reason: "No longer needed" });
  // Not "once": it would run for ever if it were still known.
  expect(await program(file)).toMatchObject({ code: 1, said: expect.stringContaining("taken away") });
});

test("it says in one sentence what is wrong with what was typed", async () => {
  const nowhere = path.join(folder, "nowhere.json");
  expect(await program(nowhere)).toMatchObject({ code: 1, said: expect.stringContaining("Enrol first") });
  expect(await program(nowhere, "enrol", `http://localhost:${port}`, "0000-0000-0000-0000-0000-0000-00")).toMatchObject(
    { code: 1, said: expect.stringContaining("Not enrolled") },
  );
  expect(await program(nowhere, "enrol", "nonsense")).toMatchObject({
    code: 1,
    said: expect.stringContaining("Usage"),
  });
  expect(await program(nowhere, "dance")).toMatchObject({ code: 1, said: expect.stringContaining("Usage") });
});

test("the job looks from inside with the same program, for incidents that are no exercise", async () => {
  const before = await size("outside-check.disagreed");
  await runJob(lookInside);
  expect(await seenBy("inside")).toEqual(all);
  expect(await seenBy("inside", exercise)).toEqual({});
  expect(hits).toBe(0);
  const { body } = await calls(cast.besa.token).get(`/incidents/${incident.ref}/outside`);
  const dead = (body["rows"] as { code: string; view: { inside: Record<string, unknown> } }[]).find(
    ({ code }) => code === "DEAD",
  );
  expect(dead?.view.inside).toMatchObject({ verdict: "disagree", looks: [{ kind: "inside", seen: "not-reachable" }] });
  expect(await size("outside-check.disagreed")).toBeGreaterThan(before);
});
