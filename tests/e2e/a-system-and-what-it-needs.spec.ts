import { aNeed, aSystem, newCode } from "./support/systems";
import { expect, openIncident, test, unique, write } from "./support/test";
import { saying, words } from "./support/words";

const { systems, errors, shell } = words.en;
const { fact, rows, needs, meanwhile, history, page: said } = systems.catalogue;

test("a system is added by keyboard; what is wrong stands at its field and nothing typed is lost", async ({ as }) => {
  const besa = await as("commander");
  const [code, name] = [newCode(), unique("Gateway")];
  await besa.goto("/systems");
  await besa.getByRole("link", { name: systems.catalogue.add }).first().click();
  await besa.getByLabel(fact.code, { exact: true }).fill(code.toLowerCase());
  await besa.getByLabel(fact.name, { exact: true }).fill(name);
  await besa.getByLabel(fact.kind, { exact: true }).selectOption("platform");
  await besa.getByLabel(fact.tier, { exact: true }).selectOption("0");
  await besa.getByLabel(fact.rtoHours).fill("48");
  await besa.getByLabel(fact.mtpdHours).fill("12");
  await expect(besa.getByRole("status").filter({ hasText: systems.catalogue.noMaintainer })).toBeVisible();

  // Rows are added and taken away without a pointer, and the cursor follows.
  await besa.getByRole("button", { name: rows.contact.add }).focus();
  await besa.keyboard.press("Enter");
  await expect(besa.getByLabel(rows.contact.name)).toBeFocused();
  await besa.keyboard.type("Network desk");
  await besa.getByRole("button", { name: rows.shutdownStep.add }).press("Enter");
  await besa.keyboard.type("Second");
  await besa.getByRole("button", { name: rows.shutdownStep.add }).press("Enter");
  await besa.keyboard.type("First");
  await besa.getByRole("button", { name: rows.up }).press("Enter");
  await besa.getByRole("button", { name: rows.shutdownStep.add }).press("Enter");
  await besa.getByRole("button", { name: rows.remove }).last().press("Enter");
  await expect(besa.getByRole("button", { name: rows.shutdownStep.add })).toBeFocused();

  await besa.getByRole("button", { name: systems.catalogue.new.button }).click();
  const alert = besa.getByRole("alert").filter({ hasText: shell.form.problem });
  await expect(alert).toContainText(errors.field["rto-over-mtpd"]);
  await expect(alert).toBeFocused();
  await expect(besa.getByLabel(fact.name, { exact: true })).toHaveValue(name);
  await expect(besa.getByLabel(rows.contact.name)).toHaveValue("Network desk");

  await besa.getByLabel(fact.rtoHours).fill("6");
  await besa.getByRole("button", { name: systems.catalogue.new.button }).click();
  await expect(besa).toHaveURL(new RegExp(`/systems/${code}$`));
  await expect(besa.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(besa.getByText(said.noMaintainer)).toBeVisible();
  const plan = besa.getByRole("region", { name: said.plan });
  await expect(plan).toContainText("Network desk");
  await expect(plan.getByRole("listitem").filter({ hasText: /First|Second/ })).toHaveText(["First", "Second"]);
});

test("what it needs is found by name, confirmed, and ended; a circle is written out", async ({ as }) => {
  const besa = await as("commander");
  const [portal, network] = [await aSystem(besa), await aSystem(besa, { kind: "network" })];
  await besa.goto(`/systems/${portal}`);
  await expect(besa.getByText(needs.none)).toBeVisible();
  await besa.getByText(needs.add, { exact: true }).click();
  const box = besa.getByRole("combobox", { name: needs.system });
  await box.pressSequentially(network.slice(4).toLowerCase());
  await expect(besa.locator(`option[value="${network}"]`)).toBeAttached();
  await box.fill(network);
  await besa.getByRole("button", { name: needs.button }).click();
  const line = besa.getByRole("listitem").filter({ hasText: network }).first();
  await expect(line).toContainText(needs.unconfirmed);
  await line.getByRole("button", { name: saying(needs.confirmOf) }).click();
  await expect(line).toContainText(saying(needs.confirmed));

  // Round and back is no way.
  await besa.goto(`/systems/${network}`);
  await expect(besa.getByRole("region", { name: needs.byTitle })).toContainText(portal);
  await besa.getByText(needs.add, { exact: true }).click();
  await besa.getByRole("combobox", { name: needs.system }).fill(portal);
  await besa.getByRole("button", { name: needs.button }).click();
  await expect(besa.getByRole("alert").filter({ hasText: `${network} → ${portal} → ${network}` })).toBeFocused();
  await expect(besa.getByRole("combobox", { name: needs.system })).toHaveValue(portal);

  // What is needed is not retired; when it is not needed any more, it is.
  const retire = besa.getByRole("region", { name: systems.catalogue.retire.title });
  await expect(retire).toContainText(portal);
  await expect(retire.getByRole("button")).toHaveCount(0);
  await besa.goto(`/systems/${portal}`);
  await besa.getByRole("button", { name: saying(needs.endOf) }).click();
  await expect(besa.getByText(needs.none)).toBeVisible();
  await besa.goto(`/systems/${network}`);
  await retire.getByLabel(systems.catalogue.retire.reason).fill("Replaced by another");
  await retire.getByRole("button", { name: systems.catalogue.retire.button }).click();
  await expect(besa.getByText(said.retiredOn)).toBeVisible();
  await expect(besa.getByRole("button", { name: systems.catalogue.retire.returnButton })).toBeVisible();
});

test("two who change it at once: the second keeps what they typed, takes in what only the first changed, and chooses", async ({
  as,
}) => {
  const [besa, dritan] = [await as("commander"), await as("authority")];
  const code = await aSystem(besa);
  await besa.goto(`/systems/${code}/change`);
  await dritan.goto(`/systems/${code}/change`);
  await besa.getByLabel(fact.rtoHours).fill("5");
  await besa.getByLabel(fact.fallback).fill("The counter in town");
  await besa.getByRole("button", { name: systems.catalogue.change.button }).click();
  await expect(besa).toHaveURL(new RegExp(`/systems/${code}$`));

  await dritan.getByLabel(fact.rtoHours).fill("7");
  await dritan.getByLabel(fact.mbco).fill("Certificates only");
  await dritan.getByRole("button", { name: systems.catalogue.change.button }).click();
  const told = dritan.getByRole("region", { name: meanwhile.title });
  await expect(told.getByRole("listitem")).toHaveText([/5 h.*7 h/s, /The counter in town/]);
  await expect(dritan.getByLabel(fact.rtoHours)).toHaveValue("7");
  await expect(dritan.getByLabel(fact.mbco)).toHaveValue("Certificates only");
  await expect(dritan.getByLabel(fact.fallback)).toHaveValue("The counter in town");
  await told.getByRole("button", { name: `${meanwhile.use} ${fact.rtoHours}` }).click();
  await expect(dritan.getByLabel(fact.rtoHours)).toHaveValue("5");
  await expect(dritan.getByLabel(fact.mbco)).toHaveValue("Certificates only");
  await dritan.getByRole("button", { name: systems.catalogue.change.button }).click();
  await expect(dritan).toHaveURL(new RegExp(`/systems/${code}$`));

  const lines = dritan.getByRole("region", { name: history.title }).locator("ol > li");
  await expect(lines.first()).toContainText(
    `${fact.mbco}: ${history.was} ${history.nothing}, ${history.is} Certificates only`,
  );
  await expect(lines.nth(2)).toContainText(`${fact.rtoHours}: ${history.was} ${history.nothing}, ${history.is} 5 h`);
});

test("its history in an incident is a strip and the same as a table; leadership reads no plan, an outsider nothing", async ({
  as,
}) => {
  const [besa, arta, piotr] = [await as("commander"), await as("leadership"), await as("external")];
  const code = await aSystem(besa);
  const ref = await openIncident(besa, unique("Strip"));
  const set = (state: string, version: number) =>
    write(besa, `/incidents/${ref}/systems/states`, {
      systems: [{ code, version }],
      state,
      reason: "Seen at the desk",
    });
  expect((await set("down", 0)).status).toBe(200);
  expect((await set("restoring", 1)).status).toBe(200);
  await write(besa, `/incidents/${ref}/entries`, { text: "Phones ring", systems: [code] });

  await besa.goto(`/systems/${code}`);
  const incident = besa.getByRole("article", { name: ref });
  await expect(
    incident.getByRole("img", { name: new RegExp(`^${history.state}.*${systems.shown.restoring}`) }),
  ).toBeVisible();
  await incident.getByText(history.asTable).first().click();
  await expect(incident.getByRole("cell", { name: systems.shown.down, exact: true })).toBeVisible();
  await incident.getByRole("link", { name: new RegExp(code) }).click();
  await expect(besa.getByText("Phones ring")).toBeVisible();

  await arta.goto(`/systems/${code}`);
  await expect(arta.getByRole("heading", { level: 1, name: `System ${code}` })).toBeVisible();
  await expect(arta.getByText("Network desk")).toHaveCount(0);
  await expect(arta.getByRole("link", { name: systems.catalogue.change.link, exact: true })).toHaveCount(0);
  await expect(piotr.getByRole("link", { name: shell.nav.systems })).toHaveCount(0);
  for (const path of ["/systems", "/systems/new", `/systems/${code}`, `/systems/${code}/change`])
    expect([path, (await piotr.goto(path))?.status()]).toEqual([path, 404]);
});

test("the catalogue is narrowed by words and marks, and the address says how", async ({ as }) => {
  const besa = await as("commander");
  const [one, other] = [await aSystem(besa), await aSystem(besa, { kind: "network" })];
  await aNeed(besa, one, other);
  await besa.goto("/systems");
  await besa.getByRole("searchbox").fill(one.toLowerCase());
  await besa.getByRole("button", { name: systems.catalogue.filter.apply }).click();
  await expect(besa).toHaveURL(/q=e2e-/);
  const lines = besa.getByRole("row").filter({ hasText: "E2E-" });
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText(systems.catalogue.mark["no-maintainer"]);
  await expect(lines).toContainText(systems.catalogue.mark["no-fallback"]);
  await besa.getByLabel(systems.catalogue.filter.kind).selectOption("network");
  await besa.getByRole("button", { name: systems.catalogue.filter.apply }).click();
  await expect(besa.getByText(systems.catalogue.nothing)).toBeVisible();
  await besa.getByRole("link", { name: systems.catalogue.all }).click();
  await expect(besa).toHaveURL(/\/systems$/);
});
