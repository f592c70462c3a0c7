import type { Page } from "@playwright/test";
import { stage } from "./board";
import { write } from "./test";

let made: Promise<string> | undefined;

/** An incident with a system that is reached by nobody though we call it available, and one that two people saw. */
async function stageLooks(page: Page): Promise<string> {
  const { ref, portal, tax } = await stage(page);
  for (const [code, network, seen] of [
    [portal, "Mobile", "not-reachable"],
    [tax, "Mobile", "reachable"],
    [tax, "University", "slow"],
  ])
    await write(page, `/incidents/${ref}/systems/${code}/outside-checks`, {
      point: `A phone, ${network}`,
      network,
      seen,
    });
  return `/incidents/${ref}/systems/outside?code=${portal}`;
}

/** The page of outside checks with its form open. */
export const seenFromOutside = (page: Page): Promise<string> => (made ??= stageLooks(page));
