import { expect, test } from "vitest";
import { passwordFault } from "@/lib/people/password-rule";

const OWN = ["Besa Hoxha", "besa.hoxha@akcesk.gov.al", "National Authority"];

test.each([
  "gur ulli mbi kodrën veriore",
  "the kettle sings to a blue door",
  "nëntë lepuj numërojnë retë",
  "Xk7$vQ2m!pL9zRt4",
  "ожидание тихой воды зимой",
])("good alone: %s", (password) => expect(passwordFault(password, false, OWN)).toBeNull());

test.each(["zbehtë mali", "kettle+moss", "vQ2m!pL9"])("good with a second factor: %s", (password) => {
  expect(passwordFault(password, true, OWN)).toBeNull();
  expect(passwordFault(password, false, OWN)).toBe("password-short-alone");
});

test.each([
  "passwordpassword",
  "P@ssw0rdP@ssw0rd!",
  "qwertyuiopasdfghjkl",
  "1234567890123456",
  "aaaaaaaaaaaaaaaaaaaa",
  "Shqiperia2022Tirana!",
  "Shqipëria-Tiranë-2022",
  "kulla kulla kulla kulla",
  "correct horse battery staple",
  "BesaHoxha BesaHoxha",
  "hoxha.besa.2026.hoxha",
  "abcdefghijklmnopq",
  "fjalekalimifjalekalimi1",
  "Welcome2Kulla2026!!",
  "................",
  "akshi-nais-akcesk-2022",
])("easy to guess: %s", (password) => expect(passwordFault(password, false, OWN)).toBe("password-common"));

test("lengths are counted in signs, and have an end", () => {
  expect(passwordFault("ë".repeat(3), true)).toBe("password-short");
  expect(passwordFault("gur ulli mbi kodrën veriore ".repeat(10), false)).toBe("too-big");
  expect(passwordFault("👍🏔️🌊🔥🐺🦅🌲", true)).not.toBeNull();
});
