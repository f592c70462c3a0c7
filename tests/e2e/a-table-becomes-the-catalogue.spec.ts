import { readFile } from "node:fs/promises";
import { aSystem, newCode } from "./support/systems";
import { expect, test } from "./support/test";
import { words } from "./support/words";

const { csv, catalogue } = words.en.systems;

test("a table with a bad row is mended, imported, and taken out equal", async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as("commander");
  const [there, first, second] = [await aSystem(page), newCode(), newCode()];
  const [{ name: owner }] = (await (await page.request.get("/api/v1/organisations")).json()) as [{ name: string }];
  const table = (tier: string) =>
    [
      "Code;Name in English;Kind;Owner;Operator;Criticality;Needs;Remark",
      `${first};=Counter ${first};Application;${owner};${owner};${tier};${there}:limits;x`,
      `${second};Queue ${second};application;${owner};${owner};2;${first};`,
      `${there};Renamed ${there};citizen-service;${owner};${owner};1;;`,
    ].join("\r\n");
  const choose = (text: string | Buffer) =>
    page
      .getByLabel(csv.source.file)
      .setInputFiles({ name: "systems.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const read = () => page.getByRole("button", { name: csv.source.read }).click();

  await page.goto("/systems");
  await page.getByRole("link", { name: csv.importLink }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(csv.title);
  // What is no table is refused before anything leaves the device.
  await choose(Buffer.from("Kodi;Em\xebri\nA;B", "latin1"));
  await read();
  await expect(page.getByText("This file is not in UTF-8")).toBeVisible();

  await choose(table("9"));
  await read();
  await expect(page.getByText("Not used: Remark")).toBeVisible();
  await expect(page.getByLabel(catalogue.fact.tier)).toHaveValue("5");
  await page.getByRole("button", { name: csv.columns.show }).click();
  await expect(page.getByText("1 wrong · 1 changed · 1 new")).toBeVisible();
  await expect(page.getByText(`${catalogue.fact.tier}: Choose one of the list.`)).toBeVisible();
  await expect(page.getByText(csv.rows.mend)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Add/ })).toHaveCount(0);

  await choose(table("0"));
  await read();
  await page.getByRole("button", { name: csv.columns.show }).click();
  await expect(page.getByText(`Renamed ${there}`).first()).toBeVisible();
  await page.getByRole("button", { name: "Add 2 and change 1" }).click();
  await expect(page.getByRole("heading", { name: csv.done.title })).toBeVisible();
  await page.getByRole("link", { name: csv.done.catalogue }).click();

  const taken = page.waitForEvent("download");
  await page.getByRole("link", { name: csv.exportLink }).click();
  const exported = await readFile(await (await taken).path(), "utf8");
  expect(exported).toContain(`"${first}","'=Counter ${first}"`);
  await page.goto("/systems/import");
  await choose(exported);
  await read();
  await page.getByRole("button", { name: csv.columns.show }).click();
  await expect(page.getByText(csv.rows.nothing)).toBeVisible();
});
