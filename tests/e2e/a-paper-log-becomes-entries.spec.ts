import { newSheets } from "./support/imports";
import { entry, openLog } from "./support/log";
import { expect, openIncident, test, unique } from "./support/test";
import { saying, words } from "./support/words";

const { source, reading, rows, batch, line, paper, sheets } = words.en.imports;
const phone = { viewport: { width: 390, height: 844 } };
const counted = (text: { one: string; other: string }, count: number) =>
  (count === 1 ? text.one : text.other).replace("{count}", String(count));

const LOG =
  "17/07/2022 2350 Portal is slow\n0010 Called the hosting desk\n2575 cannot be read\n0010 called the hosting desk\n";

for (const [device, options] of [["a desk", {}] as const, ["a phone", phone] as const]) {
  test(`on ${device} lines of a paper log are read, ticked, added, marked and taken back`, async ({ as }) => {
    const page = await as("loggist", options);
    const ref = await openIncident(await as("commander"), unique("Import"));
    await page.goto(`/incidents/${ref}/timeline/import`);
    await page.getByLabel(source.file).setInputFiles({
      name: "paper-log.txt",
      mimeType: "text/plain",
      buffer: Buffer.from(LOG),
    });
    await page.getByRole("button", { name: source.read }).click();

    // What one row will say, in the incident's zone and in UTC.
    await expect(page.getByRole("combobox", { name: reading.format })).toHaveValue("lines");
    await expect(page.getByText("17 July 2022, 23:50 in Tirana, 21:50 UTC")).toBeVisible();
    await page.getByRole("button", { name: reading.show }).click();

    await expect(page.getByText(counted(rows.count, 4))).toBeVisible();
    await expect(page.getByText(words.en.imports.rows.problems.one.replace("{count}", "1"))).toBeVisible();
    await expect(page.getByText("The time cannot be read.")).toBeVisible();
    await expect(page.getByText("Row 2 says the same.")).toBeVisible();
    await expect(page.getByText("18 July 2022, 00:10 in Tirana, 22:10 UTC").first()).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "Row 4" })).not.toBeChecked();
    await page.getByRole("button", { name: counted(rows.add, 2) }).click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText(batch.title.replace("{file}", "paper-log.txt"));
    const address = page.url();
    await openLog(page, ref);
    await expect(entry(page, "Called the hosting desk")).toContainText(/Imported by .+ from paper-log\.txt, row 2/);
    await page.goto(`/incidents/${ref}/timeline/1`);
    await expect(page.getByRole("link", { name: saying(line.by) })).toBeVisible();

    await page.goto(address);
    await page.getByRole("textbox", { name: batch.reason }).fill("The wrong incident");
    await page.getByRole("button", { name: "Take back 2 entries" }).click();
    await expect(page.getByText(/Taken back by .+: The wrong incident/)).toBeVisible();
    await openLog(page, ref);
    await expect(page.getByText(line.withdrawn)).toHaveCount(2);
  });
}

test("a table is mapped, and what is there already is marked", async ({ as }) => {
  const page = await as("commander");
  const ref = await openIncident(page, unique("Table"));
  const csv = 'Koha;Komenti;Kush\n18.07.2022 02:15;"Portali nuk hapet;\nprovuam dy herë";Besa\n';
  const read = async () => {
    await page.goto(`/incidents/${ref}/timeline/import`);
    await page.getByLabel(source.paste).fill(csv);
    await page.getByRole("button", { name: source.read }).click();
    await page.getByRole("combobox", { name: reading.fields.what }).selectOption({ label: "Komenti" });
    await expect(page.getByText("18 July 2022, 02:15 in Tirana, 00:15 UTC")).toBeVisible();
    await page.getByRole("button", { name: reading.show }).click();
  };
  await read();
  await page.getByRole("button", { name: counted(rows.add, 1) }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(saying(batch.title));
  await read();
  await expect(page.getByText("Entry 1 says the same.")).toBeVisible();
  await expect(page.getByText(saying(rows.earlier))).toBeVisible();
  await page.getByRole("button", { name: counted(rows.add, 0) }).click();
  await expect(page.getByText(rows.none)).toBeVisible();
});

test("what cannot be imported is refused in words beside its field, and nothing is sent", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Refused"));
  await page.goto(`/incidents/${ref}/timeline/import`);
  const choose = async (name: string, bytes: number[]) => {
    await page.getByLabel(source.file).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(bytes) });
    await page.getByRole("button", { name: source.read }).click();
  };
  await choose("book.xlsx", [0x50, 0x4b, 3, 4]);
  await expect(page.getByText("This is not a text file.", { exact: false })).toBeVisible();
  await choose("old.csv", [0x6e, 0xeb, 0x6e, 0x74]);
  await expect(page.getByText("Windows-1252", { exact: false })).toBeVisible();
  await choose("unicode.csv", [0xff, 0xfe, 0x61, 0]);
  await expect(page.getByText("UTF-16", { exact: false })).toBeVisible();
});

test("blank sheets are numbered, printed one a page, and typed back in with their own numbers", async ({ as }) => {
  const page = await as("commander");
  const ref = await openIncident(page, unique("Sheets"));
  await page.goto(`/incidents/${ref}/pack/sheets`);
  await page.getByRole("spinbutton", { name: sheets.count }).fill("3");
  await page.getByRole("button", { name: sheets.button }).click();
  await expect(page.getByText("Sheets 1 to 3 are ready.", { exact: false })).toBeVisible();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
  await page.goto(`${await newSheets(page, 50, ref)}&language=sq`);
  await expect(page.getByRole("article", { name: "Fleta 4", exact: true })).toBeVisible();
  expect((await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(50);

  await page.goto(`/incidents/${ref}/timeline/import?from=paper`);
  await page.getByRole("textbox", { name: paper.sheet }).fill("2");
  await page.getByLabel(source.day).fill("2022-07-17");
  const first = page.getByRole("group", { name: "Line 1", exact: true });
  await first.getByRole("textbox", { name: paper.time }).fill("2350");
  await first.getByRole("textbox", { name: paper.what }).fill('Called "the desk", nobody');
  await first.getByRole("textbox", { name: paper.who }).fill("Besa");
  await first.getByRole("textbox", { name: paper.initials }).fill("BH");
  const second = page.getByRole("group", { name: "Line 2", exact: true });
  await second.getByRole("textbox", { name: paper.time }).fill("0010");
  await second.getByRole("textbox", { name: paper.what }).fill("They called back");
  await page.getByRole("button", { name: reading.show }).click();
  await page.getByRole("button", { name: counted(rows.add, 2) }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import of sheet-2.csv");
  await page.goto(`/incidents/${ref}/timeline/2`);
  await expect(page.getByText("18 July 2022, 00:10").first()).toBeVisible();
  await page.goto(`/incidents/${ref}/timeline/1`);
  await expect(page.getByText("sheet 2, line 1", { exact: false })).toBeVisible();
  await expect(page.getByText("written down by Besa, BH", { exact: false })).toBeVisible();
});
