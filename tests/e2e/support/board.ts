import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { openIncident, unique, write } from "./test";

export interface Made {
  ref: string;
  /** What stands in the code of each system of this test, so that its board can be narrowed to them. */
  mark: string;
  net: string;
  portal: string;
  tax: string;
}

/** A network, a portal that needs it, and tax filing that stands elsewhere, all confirmed. */
export async function stage(page: Page): Promise<Made> {
  const mark = randomUUID().slice(0, 8).toUpperCase();
  const ref = await openIncident(page, unique("Board"));
  const organisations = (await (await page.request.get("/api/v1/organisations")).json()) as { id: string }[];
  const [net, portal, tax] = [`NET-${mark}`, `PORTAL-${mark}`, `TAX-${mark}`];
  for (const [code, kind] of [
    [net, "network"],
    [portal, "citizen-service"],
    [tax, "citizen-service"],
  ] as const) {
    const keeper = organisations[0]?.id;
    const facts = { code, name: `Name of ${code}`, kind, tier: 1, owner: keeper, operator: keeper };
    expect((await write(page, "/systems", facts)).status).toBe(201);
    await write(page, `/incidents/${ref}/systems/${code}/confirmation`, { version: 0 });
  }
  await write(page, `/systems/${portal}/needs`, { needs: net, kind: "needs", confirmed: true });
  return { ref, mark, net, portal, tax };
}

let board: Promise<Made> | undefined;

/** A board of three systems, one of them chosen, so that the bar of what is chosen stands on it. */
export async function visitBoard(page: Page): Promise<void> {
  const { ref, mark, net } = await (board ??= stage(page));
  await page.goto(`/incidents/${ref}/systems?q=${mark}`);
  await page.locator(`[data-code="${net}"]`).getByRole("checkbox").check();
  await expect(page.locator("[data-chosen]")).toBeVisible();
}
