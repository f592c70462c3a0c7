import { describe, expect, test } from "vitest";
import { spokenTime } from "@/lib/entries/spoken-time";

const ZONE = "Europe/Tirane";
/** Monday 18 July 2022, 02:41 in Tirana. */
const NIGHT = new Date("2022-07-18T00:41:30Z");
const read = (text: string, now = NIGHT) => {
  const found = spokenTime(text, now, ZONE);
  return found && [found.at.toISOString(), found.precision, found.words];
};

describe.each<[string, [text: string, at: string, precision: "exact" | "about", words: string][]]>([
  [
    "English",
    [
      ["Portal down at 0215", "2022-07-18T00:15:00.000Z", "exact", "at 0215"],
      ["Portal down at 02:15", "2022-07-18T00:15:00.000Z", "exact", "at 02:15"],
      ["at 2:15 the portal went down", "2022-07-18T00:15:00.000Z", "exact", "at 2:15"],
      ["0215 portal down", "2022-07-18T00:15:00.000Z", "exact", "0215"],
      ["02.15 portal down", "2022-07-18T00:15:00.000Z", "exact", "02.15"],
      ["Portal down 2310", "2022-07-17T21:10:00.000Z", "exact", "2310"],
      ["Portal down, 0215.", "2022-07-18T00:15:00.000Z", "exact", "0215"],
      ["Portal fell around 02:15, mail too", "2022-07-18T00:15:00.000Z", "about", "around 02:15"],
      ["at about 0215 mail fell", "2022-07-18T00:15:00.000Z", "about", "at about 0215"],
      ["Mail fell 20 min ago", "2022-07-18T00:21:00.000Z", "about", "20 min ago"],
      ["20 minutes ago mail fell", "2022-07-18T00:21:00.000Z", "about", "20 minutes ago"],
      ["a minute ago", "2022-07-18T00:40:00.000Z", "about", "a minute ago"],
      ["2 hours ago", "2022-07-17T22:41:00.000Z", "about", "2 hours ago"],
      ["2h ago", "2022-07-17T22:41:00.000Z", "about", "2h ago"],
      ["an hour ago", "2022-07-17T23:41:00.000Z", "about", "an hour ago"],
      ["half an hour ago", "2022-07-18T00:11:00.000Z", "about", "half an hour ago"],
      ["yesterday 23:10 the desk called", "2022-07-17T21:10:00.000Z", "exact", "yesterday 23:10"],
      ["The desk called yesterday at 2310", "2022-07-17T21:10:00.000Z", "exact", "yesterday at 2310"],
      ["The desk called at 23:10 yesterday", "2022-07-17T21:10:00.000Z", "exact", "at 23:10 yesterday"],
      ["yesterday around 01:00", "2022-07-16T23:00:00.000Z", "about", "yesterday around 01:00"],
      ["today at 01:05", "2022-07-17T23:05:00.000Z", "exact", "today at 01:05"],
      ["last night 23:50", "2022-07-17T21:50:00.000Z", "exact", "last night 23:50"],
      ["last night at 01:50", "2022-07-17T23:50:00.000Z", "exact", "last night at 01:50"],
      ["at 0015 UTC the link fell", "2022-07-18T00:15:00.000Z", "exact", "at 0015 UTC"],
      ["0015Z link down", "2022-07-18T00:15:00.000Z", "exact", "0015Z"],
      ["Seen at 11:10 pm", "2022-07-17T21:10:00.000Z", "exact", "at 11:10 pm"],
      ["Seen at 12:10 am", "2022-07-17T22:10:00.000Z", "exact", "at 12:10 am"],
      ["First 01:00, then 02:15", "2022-07-18T00:15:00.000Z", "exact", "02:15"],
      ["in 2022 at 0215", "2022-07-18T00:15:00.000Z", "exact", "at 0215"],
      ["at 02:44 by my watch", "2022-07-18T00:44:00.000Z", "exact", "at 02:44"],
    ],
  ],
  [
    "Albanian",
    [
      ["Ra portali në orën 02:15", "2022-07-18T00:15:00.000Z", "exact", "në orën 02:15"],
      ["ra portali ne oren 0215", "2022-07-18T00:15:00.000Z", "exact", "ne oren 0215"],
      ["Ra portali në 02:15", "2022-07-18T00:15:00.000Z", "exact", "në 02:15"],
      ["Ora 02:15, ra portali", "2022-07-18T00:15:00.000Z", "exact", "Ora 02:15"],
      ["Ra rreth orës 02:15", "2022-07-18T00:15:00.000Z", "about", "rreth orës 02:15"],
      ["Ra portali para 20 minutash", "2022-07-18T00:21:00.000Z", "about", "para 20 minutash"],
      ["Ra portali 20 minuta më parë", "2022-07-18T00:21:00.000Z", "about", "20 minuta më parë"],
      ["20 min me pare", "2022-07-18T00:21:00.000Z", "about", "20 min me pare"],
      ["para 2 orësh", "2022-07-17T22:41:00.000Z", "about", "para 2 orësh"],
      ["para një ore", "2022-07-17T23:41:00.000Z", "about", "para një ore"],
      ["gjysmë ore më parë", "2022-07-18T00:11:00.000Z", "about", "gjysmë ore më parë"],
      ["dje 23:10 telefonoi zyra", "2022-07-17T21:10:00.000Z", "exact", "dje 23:10"],
      ["Dje në orën 23:10 telefonoi zyra", "2022-07-17T21:10:00.000Z", "exact", "Dje në orën 23:10"],
      ["telefonoi në orën 23:10 dje", "2022-07-17T21:10:00.000Z", "exact", "në orën 23:10 dje"],
      ["dje rreth orës 23:10", "2022-07-17T21:10:00.000Z", "about", "dje rreth orës 23:10"],
      ["sot në 01:05", "2022-07-17T23:05:00.000Z", "exact", "sot në 01:05"],
      ["mbrëmë 23:50", "2022-07-17T21:50:00.000Z", "exact", "mbrëmë 23:50"],
      ["mbreme ne oren 01:50", "2022-07-17T23:50:00.000Z", "exact", "mbreme ne oren 01:50"],
    ],
  ],
])("times as people type them, in %s", (_language, cases) => {
  test.each(cases)("%s", (text, at, precision, words) => {
    expect(read(text)).toEqual([at, precision, words]);
  });
});

describe("what is no time is not offered as one", () => {
  test.each([
    "",
    "Portal down",
    "CVE-2019-0604 was used",
    "Server 10.0.12.15 answers",
    "Version 3.11 installed",
    "See #0215",
    "T1485 seen",
    "The attack of 2022",
    "2022",
    "1200 users cannot sign in",
    "at 25:00",
    "at 0260",
    "at 2475",
    "02:15:33.120 in the log",
    "file:0215",
    "0x0215",
    "tel 0215-333",
    "0 min ago",
    "12 minutes later",
    "10,000 files",
    "45% of 0900/0930 flights",
    "at 13:10 pm",
    "para se të binte",
  ])("%s", (text) => {
    expect(read(text)).toBeNull();
  });
});

describe("the future is refused", () => {
  test.each(["today at 23:10", "sot 23:10", "today at 02:47"])("%s", (text) => {
    expect(read(text)).toBeNull();
  });

  test("a time of day that is still to come was yesterday's", () => {
    expect(read("at 02:47")).toEqual(["2022-07-17T00:47:00.000Z", "exact", "at 02:47"]);
  });
});

describe("around midnight", () => {
  const justAfter = new Date("2022-07-17T22:03:00Z");
  test.each([
    ["at 23:58", "2022-07-17T21:58:00.000Z"],
    ["at 0001", "2022-07-17T22:01:00.000Z"],
    ["at 24:00", null],
    ["10 min ago", "2022-07-17T21:53:00.000Z"],
    ["yesterday 23:58", "2022-07-17T21:58:00.000Z"],
    ["at 00:00", "2022-07-17T22:00:00.000Z"],
    ["at 00:07", "2022-07-17T22:07:00.000Z"],
    ["at 00:09", "2022-07-16T22:09:00.000Z"],
  ])("%s", (text, at) => {
    expect(read(text, justAfter)?.[0] ?? null).toBe(at);
  });
});

describe("when the clocks of Tirana change", () => {
  test.each([
    // 27 March 2022: 02:00 became 03:00, so 02:30 never was; the one of the day before was.
    ["2022-03-27T02:00:00Z", "at 02:30", "2022-03-26T01:30:00.000Z"],
    ["2022-03-27T02:00:00Z", "today at 02:30", null],
    ["2022-03-27T02:00:00Z", "at 01:30", "2022-03-27T00:30:00.000Z"],
    ["2022-03-27T02:00:00Z", "3 hours ago", "2022-03-26T23:00:00.000Z"],
    ["2022-03-27T22:30:00Z", "yesterday 23:10", "2022-03-27T21:10:00.000Z"],
    // 30 October 2022: 03:00 became 02:00, so 02:30 was twice; the later one that has been.
    ["2022-10-30T02:00:00Z", "at 02:30", "2022-10-30T01:30:00.000Z"],
    ["2022-10-30T00:45:00Z", "at 02:30", "2022-10-30T00:30:00.000Z"],
    ["2022-10-30T01:15:00Z", "half an hour ago", "2022-10-30T00:45:00.000Z"],
    ["2022-10-30T22:30:00Z", "yesterday 23:10", "2022-10-29T21:10:00.000Z"],
    ["2022-10-31T00:10:00Z", "yesterday at 02:30", "2022-10-30T01:30:00.000Z"],
  ])("it is %s, and somebody types %s", (now, text, at) => {
    expect(read(text, new Date(now))?.[0] ?? null).toBe(at);
  });
});
