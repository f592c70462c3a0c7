import { words as said } from "../support/decision-words";
import { stage } from "./support/board";
import { proposes, rewords } from "./support/decision-form";
import { approveButton, approves, fillIn, openDoor, press } from "./support/decisions";
import { aResponder } from "./support/responders";
import { expect, test, write } from "./support/test";
import { saying, words } from "./support/words";

const { page: say, approval, steps, stages, states } = words.en.decisions;
const { outside, shown } = words.en.systems;

test.use({ actionTimeout: 30_000 });

test("four people stop a network, and bring it back by stages, until everything is closed", async ({ as, nobody }) => {
  test.setTimeout(360_000);
  // Besa commands and proposes, Dritan and Arta approve, Ilir carries it out.
  const [besa, ilir, admin] = [await as("commander"), await as("loggist"), await as("admin")];
  const { ref, mark: codes, net, portal } = await stage(besa);
  const dritan = await aResponder({ admin, nobody, ref, role: "DECISION_AUTHORITY", name: "Dritan of this test" });
  const arta = await aResponder({ admin, nobody, ref, role: "LEADERSHIP", name: "Arta of this test" });
  const order = "Tell the counters\nClose the gate";
  const { keepsSafe: _safe, watches: _watches, ...stop } = said;
  const address = await proposes(besa, ref, { title: "Shut the network down", system: net, words: { ...stop, order } });

  await test.step("whoever proposed reads that another has to approve", async () => {
    await expect(besa.getByText(words.en.access.refusal.proposer)).toBeVisible();
    await expect(approveButton({ ...dritan, page: besa })).toHaveCount(0);
  });

  await test.step("the plan changes after the first approval, which falls away", async () => {
    await approves(dritan, address);
    await expect(dritan.page.locator("#next")).toContainText("1 of 2 approvals");
    await rewords(besa, address, { order: "Tell the counters\nPull the line" });
    await dritan.page.goto(address);
    await expect(dritan.page.getByText(saying(approval.voided.text.split(" {count")[0] ?? ""))).toContainText(
      dritan.name,
    );
    await expect(dritan.page.getByText(`Changed: ${say.field.order}.`)).toBeVisible();
    await expect(dritan.page.locator("#answers")).toContainText(approval.fell.text);
    await expect(dritan.page.locator("#next")).toContainText(approval.notCounted);
  });

  await test.step("both approve what it says now", async () => {
    await approves(dritan, address);
    await approves(arta, address);
    await expect(arta.page.locator("#next")).toContainText(steps.next.approved);
  });

  await test.step("it is carried out, and one step cannot be done", async () => {
    await ilir.goto(address);
    await press(ilir, steps.execute);
    const row = (step: number) => ilir.locator(`[data-row="step-${step}"]`);
    await press(row(1), saying(steps.tick));
    await expect(row(1)).toContainText(steps.wasDone);
    await openDoor(row(2), steps.skip);
    await press(row(2), saying(steps.skip));
    await expect(row(2).getByRole("alert")).toBeVisible();
    await fillIn(row(2), steps.skipReason, "Nobody answers at the counters");
    await press(row(2), saying(steps.skip));
    await expect(row(2)).toContainText("Nobody answers at the counters");
    await press(ilir, steps.finish);
    await expect(ilir.locator("#next").getByRole("alert")).toBeVisible();
    await openDoor(row(3), steps.tickNote);
    await fillIn(row(3), steps.note, "At the second patch panel");
    await press(row(3).locator("details[open]"), saying(steps.tick));
    await expect(row(3)).toContainText("At the second patch panel");
    await press(row(4), saying(steps.tick));
    await expect(ilir.locator("#scope")).toContainText(shown.shut_down);
    await press(ilir, steps.finish);
    await expect(ilir.locator("#next")).toContainText(steps.next["in-force"]);
  });

  await test.step("from outside it still answers, until two points see that it does not", async () => {
    const sees = (point: string, seen: string) =>
      write(besa, `/incidents/${ref}/systems/${net}/outside-checks`, { point, network: point, seen });
    await sees("Phone in Elbasan", "reachable");
    await besa.goto(address);
    const mark = outside.mark.replace("{state}", shown.shut_down).replace("{seen}", outside.seen.reachable);
    await expect(besa.locator(`[id="${net}"]`)).toContainText(mark);
    await sees("Phone in Elbasan", "not-reachable");
    await sees("University", "not-reachable");
    await besa.reload();
    await expect(besa.locator(`[id="${net}"]`)).not.toContainText(mark);
    await expect(besa.locator(`[id="${net}"]`)).toContainText(outside.verdict.agree.replace("{points}", "2"));
  });

  await test.step("whoever carried it out does not confirm it; a second person does", async () => {
    await ilir.goto(address);
    await expect(ilir.getByText(words.en.access.refusal["executor-verifies"])).toBeVisible();
    await fillIn(besa, steps.verifyReason, "No answer from two places");
    await press(besa, steps.verify);
    await expect(besa.getByText(states.verified).first()).toBeVisible();
  });

  const undoes = Number(address.split("/").at(-1));
  const { situation, rationale, options, evidence } = said;
  const back = await proposes(besa, ref, {
    title: "Bring it back",
    system: net,
    undoes,
    words: { situation, rationale, options, evidence },
  });

  await test.step("it does not come back while a condition is open; an authority does without it, with a reason", async () => {
    await approves(dritan, back);
    await approves(arta, back);
    await besa.goto(back);
    await expect(besa.locator("#next")).toContainText(words.en.access.refusal["criteria-open"]);
    await expect(besa.getByRole("button", { name: steps.execute })).toHaveCount(0);
    const [one, two] = ["criterion-1", "criterion-2"];
    await ilir.goto(back);
    await openDoor(ilir.locator(`[data-row="${one}"]`), stages.criteria.meet);
    await fillIn(ilir.locator(`[data-row="${one}"]`), stages.criteria.evidence, "Scan 4711 finds nothing");
    await press(ilir.locator(`[data-row="${one}"]`), saying(stages.criteria.meet));
    await expect(ilir.locator(`[data-row="${one}"]`)).toContainText("Scan 4711 finds nothing");
    await expect(ilir.locator(`[data-row="${two}"]`)).not.toContainText(stages.criteria.waive);
    await dritan.page.goto(back);
    await openDoor(dritan.page.locator(`[data-row="${two}"]`), stages.criteria.waive);
    await fillIn(dritan.page.locator(`[data-row="${two}"]`), stages.criteria.waiveReason, "Keys change tonight");
    await press(dritan.page.locator(`[data-row="${two}"]`), saying(stages.criteria.waive));
    await expect(dritan.page.locator(`[data-row="${two}"]`)).toContainText("Keys change tonight");
  });

  await test.step("for tests, for some, for all", async () => {
    await ilir.reload();
    await press(ilir, steps.execute);
    await press(ilir.locator('[data-row="step-1"]'), saying(steps.tick));
    await expect(ilir.locator("#checklist")).toContainText("1 of 1");
    const { page } = dritan;
    await page.reload();
    const part = page.locator("#stages");
    const begin = async (stage: "internal" | "limited" | "all", sure: string) => {
      await part.getByRole("radio", { name: stages.stage[stage] }).check();
      await fillIn(part, stages.conditions, sure);
      if (stage === "limited") {
        await press(part, stages.open);
        await expect(part.getByRole("alert")).toBeVisible();
        await expect(part.getByRole("textbox", { name: stages.conditions })).toHaveValue(sure);
        await fillIn(part, stages.limits, "inside the country");
      }
      await press(part, stages.open);
      await expect(part.getByRole("listitem").last()).toContainText(sure);
    };
    await begin("internal", "Ten logins inside");
    await expect(page.locator("#scope")).toContainText(shown.restoring);
    await begin("limited", "Watched for an hour");
    await expect(page.locator("#scope")).toContainText("inside the country");
    for (const point of ["Phone in Elbasan", "University"])
      await write(besa, `/incidents/${ref}/systems/${net}/outside-checks`, {
        point,
        network: point,
        seen: "reachable",
      });
    await begin("all", "Two points outside reach it");
    await expect(page.locator("#scope")).toContainText(shown.operational);
  });

  await test.step("a second person confirms, and everything is closed", async () => {
    await ilir.reload();
    await press(ilir, steps.finish);
    await expect(ilir.locator("#next")).toContainText(steps.next.executed);
    await besa.goto(back);
    await fillIn(besa, steps.verifyReason, "Two points reach it");
    await press(besa, steps.verify);
    await fillIn(besa, steps.reason, "Everything works again");
    await press(besa, steps.close);
    await expect(besa.locator("#next")).toContainText(steps.next.closed);
    await besa.goto(address);
    await expect(besa.locator("#next")).toContainText(steps.next.restored);
    await fillIn(besa, steps.reason, "Everything is back");
    await press(besa, steps.close);
    await expect(besa.locator("#next")).toContainText(steps.next.closed);
    await besa.goto(`/incidents/${ref}/systems?q=${codes}`);
    for (const code of [net, portal])
      await expect(besa.locator(`[data-code="${code}"]`)).toContainText(shown.operational);
  });
});
