import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoAccount, loadDemo } from "@/lib/exercise/demo";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { doorToken, owner } from "../../support/database";
import { asTheApp, type Raw, refused, wholeDatabase } from "./console";

const folder = mkdtempSync(path.join(os.tmpdir(), "kulla-demo-"));
process.env["KULLA_DATA"] = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REF = "EX-PORTAL-01";
const accountsFile = path.join(folder, "demo-accounts.json");
let accounts: DemoAccount[];
beforeAll(async () => {
  await loadDemo(new Date());
  accounts = JSON.parse(readFileSync(accountsFile, "utf8"));
});

const account = (email: string) => accounts.find((one) => one.email === `${email}@demo.kulla`);
const reads = async (email: string): Promise<Raw[]> => {
  const { rows } = await owner.query<{ id: string }>("SELECT id FROM person WHERE email = $1", [`${email}@demo.kulla`]);
  const { status, body } = await calls(await as({ id: rows[0]?.id ?? "" })).get(`/incidents/${REF}/entries`);
  return status === 200 ? ((body["rows"] as Raw[]) ?? []).filter(({ row }) => row === "entry") : [];
};

test("there is an account for each role, and only this user of the machine reads their file", () => {
  expect(accounts.map(({ role }) => role)).toEqual([
    "INCIDENT_COMMANDER",
    "DECISION_AUTHORITY",
    "AGENCY_STAFF",
    "AGENCY_STAFF",
    "LEADERSHIP",
    "EXTERNAL_RESPONDER",
    "AUDITOR",
    "ADMIN",
  ]);
  expect(statSync(accountsFile).mode & 0o777).toBe(0o600);
  expect(accounts.every(({ password }) => password.length >= 15)).toBe(true);
  expect([account("commander")?.totpSecret, account("admin")?.totpSecret].every(Boolean)).toBe(true);
});

test("everything of the live exercise lies in the last three hours, none of it ahead", async () => {
  const { rows } = await owner.query(
    "SELECT e.recorded_at AS at FROM entry e JOIN incident i ON i.id = e.incident_id WHERE i.ref = $1 AND e.log_number IS NOT NULL ORDER BY e.seq",
    [REF],
  );
  const ages = rows.map(({ at }) => (Date.now() - at.getTime()) / 60_000);
  expect(rows.length).toBeGreaterThanOrEqual(25);
  expect(Math.max(...ages)).toBeLessThan(180);
  expect(Math.min(...ages)).toBeGreaterThan(0);
});

test("each role has something to read there, and no more than its own", async () => {
  const names = ["commander", "loggist", "leadership", "external", "auditor", "admin"];
  const [commander, loggist, leadership, external, auditor, admin] = await asTheApp(() =>
    Promise.all(names.map(reads)),
  );
  const has = (rows: Raw[] | undefined, what: (row: Raw) => boolean) => rows?.some(what);
  const red = (row: Raw) => row.tlp === "TLP:RED";
  const command = (row: Raw) => row.audience === "command";
  expect([has(commander, red), has(commander, command)]).toEqual([true, true]);
  expect([has(loggist, red), has(loggist, command)]).toEqual([false, false]);
  expect([has(auditor, red), has(auditor, command)]).toEqual([false, true]);
  expect(leadership?.length).toBeGreaterThan(3);
  expect(leadership?.every(({ key }) => key)).toBe(true);
  expect(external?.map(({ title }) => title)).toEqual(["Line stable for thirty minutes", "Second line ready"]);
  expect(admin).toEqual([]);
  expect(has(commander, ({ corrects }) => corrects?.reasonKind === "wrong-number")).toBe(true);
  expect(has(commander, ({ writtenAt, lateMinutes }) => writtenAt && lateMinutes > 15)).toBe(true);
});

test("the accounts open", async () => {
  process.env["KULLA_DOOR_TOKEN"] = doorToken;
  const { signInWithPassword } = await import("@/lib/people/sign-in-password");
  const { Secret, TOTP } = await import("otpauth");
  for (const { email, password, totpSecret } of accounts) {
    const code = totpSecret ? new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate() : "";
    const visit = { address: "192.0.2.1", device: "Test", agent: "Test" };
    const signedIn = await signInWithPassword({ email, password, code }, visit as never);
    expect(signedIn.token, email).toBeTruthy();
  }
});

test("one decision waits, for the authority and for a second: their accounts approve it, and nobody else's", async () => {
  await owner.query("UPDATE totp SET last_step = 0");
  const path = `/incidents/${REF}/decisions/1`;
  const approve = async (login: string): Promise<[number, unknown]> => {
    const { rows } = await owner.query<{ id: string }>("SELECT id FROM person WHERE email = $1", [
      `${login}@demo.kulla`,
    ]);
    const api = calls(await as({ id: rows[0]?.id ?? "" }));
    if (login === "authority") {
      const { body } = await api.get(path);
      expect(body).toMatchObject({ state: "proposed", waitsForMe: true, needed: 2, given: 0, missing: [] });
      const names = (body["approvers"] as Raw[]).map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([account("authority")?.name, account("leadership")?.name]));
      expect(new Date(String(body["lapsesAt"])).getTime()).toBeGreaterThan(Date.now() + 20 * 3_600_000);
    }
    const seen = await api.post(`${path}/preview`, {});
    const { Secret, TOTP } = await import("otpauth");
    const secret = account(login)?.totpSecret;
    const code = secret ? new TOTP({ secret: Secret.fromBase32(secret) }).generate() : "000000";
    const { version, previewHash } = seen.body as Raw;
    const answer = await api.post(`${path}/approvals`, { version, previewHash, reason: "It protects accounts", code });
    return [answer.status, answer.body["state"]];
  };
  expect((await approve("commander"))[0]).toBe(403);
  expect((await approve("network"))[0]).toBe(403);
  expect(await approve("authority")).toEqual([201, "proposed"]);
  expect(await approve("leadership")).toEqual([201, "approved"]);
});

test("a second demo is refused and changes nothing, its file of accounts neither", async () => {
  const before = await wholeDatabase();
  const words = readFileSync(accountsFile, "utf8");
  expect((await refused(loadDemo(new Date()))).message).toContain("is already loaded");
  expect(await wholeDatabase()).toBe(before);
  expect(readFileSync(accountsFile, "utf8")).toBe(words);
  expect(existsSync(`${accountsFile}.new`)).toBe(false);
});
