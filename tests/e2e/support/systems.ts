import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, write } from "./test";

/** A code that no other system has. */
export const newCode = () => `E2E-${randomUUID().slice(0, 8).toUpperCase()}`;

/** A system of the catalogue with every kind of fact, added with the page's own sign-in; answers its code. */
export async function aSystem(page: Page, facts: Record<string, unknown> = {}): Promise<string> {
  const code = newCode();
  const [{ id: owner }] = (await (await page.request.get("/api/v1/organisations")).json()) as [{ id: string }];
  const { status } = await write(page, "/systems", {
    code,
    name: `System ${code}`,
    localName: `Sistemi ${code}`,
    kind: "citizen-service",
    owner,
    operator: owner,
    tier: 1,
    usesPerDay: 61_234,
    usesSource: "Portal statistics",
    usesOn: "2022-05-31",
    audiences: ["citizens"],
    deadlines: [{ what: "Returns", when: "14th of each month" }],
    contacts: [{ name: "Network desk", duty: "Operations", day: "+355 4 1", night: "+355 4 2" }],
    shutdownSteps: ["Tell the counters", "Close the gate"],
    restoreSteps: ["Look at the backup"],
    ...facts,
  });
  expect(status).toBe(201);
  return code;
}

/** Says through the API that one system needs another. */
export const aNeed = (page: Page, code: string, needs: string, more: Record<string, unknown> = {}) =>
  write(page, `/systems/${code}/needs`, { needs, kind: "needs", ...more });
