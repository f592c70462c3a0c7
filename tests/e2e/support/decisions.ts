import type { Page } from "@playwright/test";
import { words } from "../../support/decision-words";
import { stage } from "./board";
import { expect, write } from "./test";

let made: Promise<string> | undefined;

/** A stop that waits for approval, with its effects opened. */
async function stageDecision(page: Page): Promise<string> {
  const { ref, net } = await stage(page);
  const said = { type: "shutdown", title: "Shut the network down", systems: [net], words };
  const { status, body } = await write(page, `/incidents/${ref}/decisions`, said);
  expect(status).toBe(201);
  const address = `/incidents/${ref}/decisions/${body["number"]}`;
  expect((await write(page, `${address}/proposal`, { revision: 1 })).status).toBe(200);
  expect((await write(page, `${address}/preview`, {})).status).toBe(200);
  return address;
}

/** The page of a decision that waits for approval. */
export const aDecision = (page: Page): Promise<string> => (made ??= stageDecision(page));
