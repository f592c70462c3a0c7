import { beforeEach, expect, test } from "vitest";
import { env } from "@/lib/kernel/env";
import { makeSetupCode } from "@/lib/people/setup";
import { signInWithPasskey } from "@/lib/people/sign-in-passkey";
import { browses } from "../../support/api";
import { Authenticator } from "../../support/authenticator";
import { owner } from "../../support/database";
import { PASSWORD, visit } from "../../support/keys";
import { lines } from "../../support/record";

beforeEach(() => owner.query("DELETE FROM attempt"));

const first = { organisation: "AKSHI", name: "Vera Kola", email: "Vera@agency.al" };
const people = async () =>
  (await owner.query<{ name: string; email: string; is_admin: boolean }>("SELECT name, email, is_admin FROM person"))
    .rows;

test("Kulla is set up once, with the newest code from the console", async () => {
  const nobody = await browses("nobody");
  const old = await makeSetupCode(owner);
  const code = await makeSetupCode(owner);
  expect((await nobody.post("/welcome/check", { code: old })).status).toBe(422);
  expect(await nobody.post("/welcome/check", { code })).toMatchObject({ status: 200, body: { person: null } });

  // A code for setting up is none for a person who was invited, and needs all that makes an administrator.
  expect((await nobody.post("/welcome", { code, password: PASSWORD })).status).toBe(422);
  expect(await nobody.post("/setup", { code, password: PASSWORD })).toMatchObject({
    status: 422,
    body: { fields: { organisation: "Fill this in.", name: "Fill this in.", email: "Fill this in." } },
  });
  expect((await nobody.post("/setup", { ...first, code: "no", password: PASSWORD })).status).toBe(422);
  expect(await nobody.post("/setup", { ...first, code, password: "akshi-vera-kola-agency" })).toMatchObject({
    status: 422,
    body: { fields: { password: expect.stringContaining("easy to guess") } },
  });
  expect(await people()).toEqual([]);

  const device = new Authenticator(env().origin);
  const { body } = await nobody.post("/welcome/passkey", { code, name: first.name, email: first.email });
  const passkey = { name: "Phone", response: device.create(body) };
  const answers = await Promise.all([
    nobody.post("/setup", { ...first, code, passkey }),
    nobody.post("/setup", { ...first, code, password: PASSWORD }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  expect(await people()).toEqual([{ name: "Vera Kola", email: "vera@agency.al", is_admin: true }]);
  expect((await lines()).map(({ type }) => type)).toEqual(
    expect.arrayContaining(["platform.set-up", "organisation.added", "code.redeemed"]),
  );

  expect((await nobody.post("/setup", { ...first, code, password: PASSWORD })).status).toBe(422);
  await expect(makeSetupCode(owner)).rejects.toThrow("already");
  if (answers[0]?.status === 201) {
    const asked = (await nobody.post("/sign-in/passkey")).body;
    expect((await signInWithPasskey(JSON.stringify(device.get(asked)), visit())).token).toBeTruthy();
  }
});
