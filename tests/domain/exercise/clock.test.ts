import { beforeAll, expect, test } from "vitest";
import { addEntry } from "@/lib/entries/commands/add-entry";
import { type Cast, gather } from "../../support/cast";
import { asRuntime } from "../../support/database";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";
import "./console";

/** The loader's clock belongs to the owner and to exercises (DESIGN §8). */
let cast: Cast;
let real: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  real = await make.openIncident(cast);
});
const clock = new Date("2022-07-15T14:30:00Z");

test("even the owner cannot write into a real incident with it", async () => {
  const before = await size();
  const sending = { token: cast.ilir.token, key: crypto.randomUUID(), raw: { ref: real.ref, text: "Backdated" } };
  await expect(addEntry({ ...sending, loaded: { clock } })).rejects.toMatchObject({ kind: "invalid" });
  expect(await size()).toBe(before);
});

test("the role of the app cannot set it: its lines have the server's time and say so", async () => {
  const receipt = await asRuntime(async (client) => {
    const call = {
      type: "entry.logged",
      token: cast.ilir.token,
      ref: real.ref,
      clientId: crypto.randomUUID(),
      fingerprint: "00",
      body: '{"text":"x"}',
      clock: clock.toISOString(),
    };
    const { rows } = await client.query("SELECT app.log_entries($1::jsonb, $2, $3) AS answers", [
      JSON.stringify([call]),
      ["AGENCY_STAFF"],
      ["detected"],
    ]);
    return rows[0].answers[0];
  });
  expect(Date.parse(receipt.recordedAt)).toBeGreaterThan(Date.now() - 60_000);
  expect((await newest("entry.logged")).id).toBe(receipt.id);
});
