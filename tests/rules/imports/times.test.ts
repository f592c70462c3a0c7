import { describe, expect, test } from "vitest";
import { dayOfHeading, guessOrder, readWhen, takeWhen } from "@/lib/imports/when";

/** How people and programs write times, and what each means. */
test.each<[string, string]>([
  ["02:15", "- 02:15:00 exact"],
  ["2:15", "- 02:15:00 exact"],
  ["0215", "- 02:15:00 exact"],
  ["0215hrs", "- 02:15:00 exact"],
  ["02.15", "- 02:15:00 exact"],
  ["2h15", "- 02:15:00 exact"],
  ["2:15 PM", "- 14:15:00 exact"],
  ["2:15\u202fPM", "- 14:15:00 exact"],
  ["12:05 a.m.", "- 00:05:00 exact"],
  ["12:05 pm", "- 12:05:00 exact"],
  ["3 pm", "- 15:00:00 exact"],
  ["2:15 e", "null"],
  ["2:15 MD", "- 14:15:00 exact"],
  ["9:15 PD", "- 09:15:00 exact"],
  ["about 02:15", "- 02:15:00 about"],
  ["~0215", "- 02:15:00 about"],
  ["rreth orës 02:15", "- 02:15:00 about"],
  ["2022-07-18", "2022-07-18 - day"],
  ["18/07/2022", "2022-07-18 - day"],
  ["18.7.22", "2022-07-18 - day"],
  ["18 July 2022", "2022-07-18 - day"],
  ["18 korrik 2022", "2022-07-18 - day"],
  ["July 18, 2022", "2022-07-18 - day"],
  ["3 shkurt 2022, 02:15", "2022-02-03 02:15:00 exact"],
  ["18/07/2022 02:15:33", "2022-07-18 02:15:33 exact"],
  ["18/07/2022, 2:15 PM", "2022-07-18 14:15:00 exact"],
  ["2022-07-18T02:15", "2022-07-18 02:15:00 exact"],
  ["02:15 18/07/2022", "2022-07-18 02:15:00 exact"],
  ["2022-07-18T02:15:00Z", "2022-07-18T02:15:00.000Z"],
  ["2022-07-18 02:15:00.123456+02:00", "2022-07-18T00:15:00.123Z"],
  ["2022-07-18 02:15 +0200", "2022-07-18T00:15:00.000Z"],
  ["1658103300", "2022-07-18T00:15:00.000Z"],
  ["1658103300.000200", "2022-07-18T00:15:00.000Z"],
  ["1658103300000", "2022-07-18T00:15:00.000Z"],
  ["31/02/2022", "null"],
  ["2022-02-31T02:15:00Z", "null"],
  ["25:10", "null"],
  ["2560", "null"],
  ["13:00 pm", "null"],
  ["18/13/2022", "null"],
  ["soon", "null"],
  ["", "null"],
])("%s is %s", (text, means) => {
  const said = readWhen(text, "dmy");
  const shown =
    said?.instant?.toISOString() ?? (said ? `${said.day ?? "-"} ${said.clock ?? "-"} ${said.precision}` : "null");
  expect(shown).toBe(means);
});

test("the order of day and month is taken from the dates that allow only one", () => {
  expect(guessOrder("7/18/22, 2:15 PM - A: x")).toBe("mdy");
  expect(guessOrder("1/2/22 x\n18/07/2022 y")).toBe("dmy");
  expect(guessOrder("1/2/22 x")).toBe("dmy");
  expect(readWhen("7/8/2022", "mdy")?.day).toBe("2022-07-08");
  expect(readWhen("7/8/2022", "dmy")?.day).toBe("2022-08-07");
});

describe("at the beginning of a line", () => {
  test.each([
    ["[18/07/2022, 02:15] Besa: hello", "Besa: hello"],
    ["\u200e[18/07/2022, 02:15:33] Besa: hello", "Besa: hello"],
    ["18/07/2022, 02:15 - Besa: hello", "- Besa: hello"],
    ["02:15 Besa: hello", "Besa: hello"],
    ["0215 called the hosting desk", "called the hosting desk"],
    ["about 0215 called", "called"],
  ])("%s", (line, rest) => expect(takeWhen(line, "dmy")?.rest).toBe(rest));

  test.each(["called at 02:15", "[02:15 broken", "192.168.1.1 is down", "12345 tickets"])("not in: %s", (line) =>
    expect(takeWhen(line, "dmy")).toBeNull(),
  );

  test("a time that no clock shows is found, and is wrong", () => {
    expect(takeWhen("2575 called", "dmy")).toMatchObject({ said: null, rest: "called" });
  });
});

test("a line that is only a day is a heading", () => {
  for (const line of [
    "18 July 2022",
    "Monday 18 July 2022",
    "--- 18/07/2022 ---",
    "E hënë, 18 korrik 2022",
    "2022-07-18:",
  ])
    expect([line, dayOfHeading(line, "dmy")]).toEqual([line, "2022-07-18"]);
  expect(dayOfHeading("18 July 2022 the portal fell", "dmy")).toBeNull();
});
