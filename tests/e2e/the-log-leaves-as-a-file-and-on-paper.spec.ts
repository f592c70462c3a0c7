import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type Pdf, readPdf } from "../support/pdf";
import { readCsv } from "../support/read-csv";
import { expect, HISTORY, openIncident, test, unique, write } from "./support/test";
import { saying, words } from "./support/words";

const { exports: say, access } = words.en;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** The file that the page hands to the browser, as text. */
async function exported(page: Page): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, say.button).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

test("the commander chooses, sees what would be in it, and takes the file", async ({ as }) => {
  const page = await as("commander");
  const ref = await openIncident(page, unique("Export"));
  const green = unique("For the partners");
  const amber = unique("For us");
  await write(page, `/incidents/${ref}/entries`, { text: green, tlp: "TLP:GREEN" });
  await write(page, `/incidents/${ref}/entries`, { text: amber });
  await page.goto(`/incidents/${ref}`);
  await page.getByRole("link", { name: say.link }).click();
  await expect(page.getByRole("heading", { level: 1, name: say.title })).toBeVisible();

  await page.getByRole("radio", { name: say.choose.another }).check();
  await button(page, say.choose.button).click();
  await expect(page.getByRole("alert").filter({ hasText: say.problem.recipient })).toBeVisible();

  await page.getByLabel(say.choose.recipient).fill("Ministry of Justice");
  await page.getByLabel(say.choose.ceiling).selectOption("TLP:GREEN");
  await button(page, say.choose.button).click();
  const preview = page.getByRole("region", { name: say.preview.title });
  await expect(preview).toContainText("1 line");
  await expect(preview).toContainText("Ministry of Justice, up to TLP:GREEN");

  const { name, text } = await exported(page);
  expect(name).toMatch(/^INC-[\d-]+-log-\d{8}T\d{4}Z-TLP-GREEN\.csv$/);
  const table = readCsv(text.slice(text.indexOf("\n\n") + 2));
  expect(table.slice(1).map((row) => row[table[0]?.indexOf("text") ?? 0])).toEqual([green]);
  expect(text).not.toContain(amber);
  const hash = /"SHA-256","(\w{64})"/.exec(text)?.[1] ?? "none";
  await expect(preview.getByRole("status")).toContainText(hash);
  await expect(page.getByRole("table", { name: say.history.title }).getByRole("row").nth(1)).toContainText(hash);
});

test("a choice can be shared: its address shows the same", async ({ as }) => {
  const page = await as("authority");
  await page.goto(
    `/incidents/${HISTORY}/export?whose=key&order=recorded&format=markdown&to=another&recipient=X&ceiling=TLP%3AAMBER`,
  );
  await expect(page.getByLabel(say.choose.whose)).toHaveValue("key");
  await expect(page.getByRole("region", { name: say.preview.title })).toContainText(/\d+ lines/);
  await page.goto(`/incidents/${HISTORY}/export?fromDay=2022-07-15&fromTime=25:99`);
  await expect(page.getByRole("alert").filter({ hasText: say.problem.time })).toBeVisible();
});

test("agency staff take their own log and are told why not more; leadership is told whose it is", async ({ as }) => {
  const staff = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Staff"));
  const own = unique("Own words");
  await write(staff, `/incidents/${ref}/entries`, { text: own });
  await staff.goto(`/incidents/${ref}/export`);
  await expect(staff.getByText(access.refusal["export-own-only"])).toBeVisible();
  await expect(staff.getByLabel(say.choose.whose).getByRole("option")).toHaveCount(1);
  expect((await exported(staff)).text).toContain(own);
  await staff.goto(`/incidents/${ref}/export?whose=all`);
  await expect(staff.getByText(say.may.replace("{because}", access.refusal["export-own-only"]))).toBeVisible();
  await expect(button(staff, say.button)).toHaveCount(0);

  const leader = await as("leadership");
  await leader.goto(`/incidents/${HISTORY}/export`);
  await expect(leader.getByText(access.needs.export.make)).toBeVisible();
  await expect(leader.getByRole("link", { name: say.print["key-events"] })).toBeVisible();
});

/** What a page looks like on paper: words in their order, without the spaces that printing puts between letters. */
async function paper(page: Page, address: string): Promise<Pdf> {
  await page.goto(address);
  return readPdf(await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true }));
}
const bare = (text: string) => text.replace(/\s+/g, "");

for (const [sheet, who] of [
  ["log", "commander"],
  ["key-events", "leadership"],
  ["activity", "loggist"],
] as const) {
  test(`on paper: ${sheet}, with its label on every sheet`, async ({ as }) => {
    const page = await as(who);
    const { tagged, pages } = await paper(page, `/incidents/${HISTORY}/print/${sheet}`);
    expect(tagged).toBe(true);
    expect(pages.length).toBeGreaterThan(sheet === "log" ? 5 : 0);
    pages.forEach((text, index) => {
      // In the header and in the footer, with the mark of the exercise and the number of the sheet.
      expect(bare(text).match(/TLP:(CLEAR|GREEN|AMBER(\+STRICT)?|RED)/g)?.length, `sheet ${index + 1}`).toBeGreaterThan(
        1,
      );
      expect(bare(text)).toContain("EXERCISE·STËRVITJE");
      expect(bare(text)).toContain(`${index + 1}/${pages.length}`);
    });
    const whole = bare(pages.join(""));
    expect(whole).toMatch(saying(bare(say.print.hash)));
    expect(whole).toContain(HISTORY);
    await expect(page.getByRole("heading", { level: 1, name: say.print[`title-${sheet}`] })).toBeVisible();
  });
}

test("a sheet that holds a restricted entry is labelled like it", async ({ as }) => {
  const page = await as("commander");
  const ref = await openIncident(page, unique("Red on paper"));
  const people = await (await as("admin")).request.get("/api/v1/people?search=demo.kulla");
  const rows = ((await people.json()) as { rows: { id: string; email: string }[] }).rows;
  const me = rows.find(({ email }) => email.startsWith("commander@"))?.id;
  const red = { text: "Red", tlp: "TLP:RED", audience: "named", readers: [me] };
  expect((await write(page, `/incidents/${ref}/entries`, red)).status).toBe(201);
  const { pages } = await paper(page, `/incidents/${ref}/print/log`);
  for (const text of pages) expect(bare(text).match(/TLP:RED/g)?.length).toBeGreaterThan(1);
});

test("an activity log names who, as what, for which house, and leaves room to sign", async ({ as }) => {
  const page = await as("loggist");
  await page.goto(`/incidents/${HISTORY}/print/activity`);
  for (const block of [
    say.print.name,
    say.print.position,
    say.print.organisation,
    say.print.period,
    say.print.signature,
  ])
    await expect(page.getByText(block, { exact: true }).first()).toBeVisible();
});
