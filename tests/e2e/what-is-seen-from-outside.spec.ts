import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { stage } from "./support/board";
import { expect, test, unique } from "./support/test";
import { words } from "./support/words";

const run = promisify(execFile);
const { outside, shown } = words.en.systems;

test("somebody outside cannot reach what we call available: it is marked, explained, and everybody reads why", async ({
  as,
}) => {
  const [besa, ilir, arta] = [await as("commander"), await as("loggist"), await as("leadership")];
  const { ref, portal } = await stage(besa);
  await ilir.goto(`/incidents/${ref}/systems`);
  await ilir.getByRole("link", { name: outside.link }).click();
  await ilir.getByText(outside.add.title, { exact: true }).click();
  const form = ilir.locator("#add");
  await form.getByLabel(outside.add.system).selectOption(portal);
  await form.getByRole("textbox", { name: outside.add.point }).fill("Embassy in Vienna");
  await form.getByRole("button", { name: outside.add.button }).click();
  // What is missing is said at its field, and what was typed stays.
  await expect(form.getByRole("alert")).toBeVisible();
  await form.getByRole("textbox", { name: outside.add.network }).fill("Hotel");
  await form.getByLabel(outside.seen["not-reachable"]).check();
  await form.getByLabel(outside.add.picture).setInputFiles({
    name: "seen.png",
    mimeType: "image/png",
    buffer: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  });
  await expect(form.getByText(outside.add.kept.replace("{name}", "seen.png"))).toBeVisible();
  await form.getByRole("button", { name: outside.add.button }).click();
  const card = ilir.locator(`[id="${portal}"]`);
  const mark = outside.mark.replace("{state}", shown.operational).replace("{seen}", outside.seen["not-reachable"]);
  await expect(card).toContainText(mark);
  await expect(card).toContainText("Embassy in Vienna");
  const got = ilir.waitForEvent("download");
  await card.getByRole("link", { name: outside.file }).click();
  expect((await got).suggestedFilename()).toBe("seen.png");

  await besa.goto(`/incidents/${ref}/systems/outside`);
  const seenByBesa = besa.locator(`[id="${portal}"]`);
  await seenByBesa.getByText(outside.resolve, { exact: false }).first().click();
  await seenByBesa.getByRole("textbox", { name: outside.reason }).fill("The hotel filters government addresses");
  await seenByBesa.getByRole("button", { name: outside.resolveButton }).click();
  await expect(seenByBesa).not.toContainText(mark);
  await arta.goto(`/incidents/${ref}/systems/outside`);
  await expect(arta.locator(`[id="${portal}"]`)).toContainText("The hotel filters government addresses");
  await expect(arta.getByRole("button", { name: outside.add.button })).toHaveCount(0);
});

test("a probe comes in with the code of the page, is heard, and is taken away", async ({ as, baseURL }) => {
  const { probes } = outside;
  const folder = mkdtempSync(path.join(tmpdir(), "kulla-e2e-probe-"));
  const program = (...args: string[]) =>
    run(process.execPath, [path.resolve("tools/probe.mjs"), ...args], {
      env: { ...process.env, KULLA_PROBE_FILE: path.join(folder, "probe.json") },
    });
  const besa = await as("commander");
  const point = unique("Vienna");
  await besa.goto("/systems");
  await besa.getByRole("link", { name: outside.probesLink, exact: true }).click();
  await besa.getByRole("textbox", { name: probes.point }).fill(point);
  await besa.getByRole("textbox", { name: probes.network }).fill("University");
  await besa.getByRole("button", { name: probes.addButton }).click();
  const command = await besa.locator("pre").innerText();
  const code = /enrol \S+ (\S+)/.exec(command)?.[1] ?? "";
  expect(command).toContain(String(baseURL));
  const { stdout } = await program("enrol", String(baseURL), code);
  const fingerprint = /([0-9a-f]{4} ){7}[0-9a-f]{4}/.exec(stdout)?.[0] ?? "none";
  await besa.reload();
  // Gone with the page.
  await expect(besa.getByText(code)).toHaveCount(0);
  const line = besa.getByRole("listitem").filter({ hasText: point });
  await expect(line).toContainText(fingerprint);
  await expect(line).toContainText(probes.never);
  await program("once");
  await besa.reload();
  await expect(line).not.toContainText(probes.never);
  await line.getByText(probes.revoke, { exact: false }).first().click();
  await line.getByRole("textbox", { name: probes.why }).fill("The machine goes back");
  await line.getByRole("button", { name: probes.revokeButton }).click();
  await expect(line).toContainText(probes.revoked.replace(" {time}", ""));
  await expect(program()).rejects.toThrow(/taken away/);
  rmSync(folder, { recursive: true });
});
