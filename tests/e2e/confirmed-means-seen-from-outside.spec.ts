import type { Page } from "@playwright/test";
import { words as said } from "../support/decision-words";
import { stage } from "./support/board";
import { expect, test, write } from "./support/test";
import { saying, words } from "./support/words";

const { outside, steps } = words.en.decisions;

/** A portal that the commander switched off in an emergency, which one phone still reaches. */
async function switchedOff(page: Page): Promise<{ address: string; portal: string; tax: string; look: Look }> {
  const { ref, portal, tax } = await stage(page);
  const raw = { type: "shutdown", title: "Switch the portal off", systems: [portal], words: said };
  const { body } = await write(page, `/incidents/${ref}/decisions`, raw);
  const address = `/incidents/${ref}/decisions/${body["number"]}`;
  const act = async (part: string, sent = {}) =>
    expect((await write(page, `${address}/${part}`, sent)).status).toBeLessThan(300);
  await act("emergency", { revision: 1, codes: [portal], reason: "It spreads" });
  for (const step of [1, 2]) await act(`steps/${step}/done`);
  await act("completion");
  const look: Look = async (code, network, seen) => {
    const made = { point: `A phone, ${network}`, network, seen };
    const answer = await write(page, `/incidents/${ref}/systems/${code}/outside-checks`, made);
    expect(answer.status).toBe(201);
  };
  await look(portal, "Mobile", "reachable");
  for (const network of ["Mobile", "University"]) await look(tax, network, "slow");
  return { address, portal, tax, look };
}
type Look = (code: string, network: string, seen: string) => Promise<void>;

test("a stop that somebody still reaches is confirmed with the reason only, and everybody reads it", async ({ as }) => {
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const { address, portal, tax, look } = await switchedOff(besa);
  await ilir.goto(address);
  const panel = ilir.locator("#outside");
  await expect(panel.getByRole("listitem").filter({ hasText: portal })).toContainText(outside.must.off);
  await expect(panel.getByRole("listitem").filter({ hasText: tax })).toContainText("2");
  const next = ilir.locator("#next");
  const why = next.getByRole("textbox", { name: outside.unconfirmed });
  await expect(why).toHaveAttribute("required");
  await next.getByRole("textbox", { name: steps.verifyReason }).fill("The console says that it is off");
  await why.fill("The phone still has the page in its memory");
  // Meanwhile somebody else looks, and it is still up.
  await look(portal, "University", "reachable");
  await next.getByRole("button", { name: steps.verify, exact: true }).click();
  await expect(next).toContainText(steps.next.verified);
  await besa.goto(address.replace(/decisions.*/, "timeline"));
  await expect(besa.locator("main")).toContainText(saying("The phone still has the page in its memory"));
});
