import fc from "fast-check";
import { expect, test } from "vitest";
import { deviceOf } from "@/lib/people/device";
import { ownPath } from "@/lib/people/own-path";

test.each(["/incidents", "/incidents/INC-2026-01?show=key#entry-3", "/me", "/"])("leads on: %s", (path) =>
  expect(ownPath(path, "/x")).toBe(path),
);

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/\n//evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "/api/v1/session/end",
  "/sign-in?next=/sign-in",
  "/x/../api/auth/signin",
  "",
  `/${"a".repeat(600)}`,
])("does not lead to %j", (path) => expect(ownPath(path, "/x")).toBe("/x"));

test("whatever is asked, the answer stays on this site", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
      ),
      (wanted) => {
        const url = new URL(ownPath(wanted, "/x"), "https://kulla.example");
        expect(url.origin).toBe("https://kulla.example");
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari, iOS",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36 Edg/146.0.0.0",
    "Edge, Windows",
  ],
  ["curl/8.1", "?"],
  ["", "?"],
])("a device is named shortly: %.40s", (agent, name) => expect(deviceOf(agent)).toBe(name));
