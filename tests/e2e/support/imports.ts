import type { Page } from "@playwright/test";
import { LIVE, unique, write } from "./test";

/** The address of a fresh import of one row, made by the page's person. */
export async function anImport(page: Page, ref: string = LIVE): Promise<string> {
  const { body } = await write(page, `/incidents/${ref}/imports`, {
    name: "log.txt",
    content: `18/07/2022 02:15 ${unique("The portal fell")}`,
    format: "lines",
    zone: "Europe/Tirane",
    rows: [1],
  });
  return `/incidents/${ref}/timeline/import/${body["id"]}`;
}

/** The address of freshly numbered blank sheets. */
export async function newSheets(page: Page, count: number, ref: string = LIVE): Promise<string> {
  const { body } = await write(page, `/incidents/${ref}/sheets`, { count });
  return `/incidents/${ref}/pack/sheets?first=${body["first"]}`;
}
