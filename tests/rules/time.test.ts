import { describe, expect, test } from "vitest";
import { bodyOf, emptyDraft } from "@/components/entries/draft";
import { readHappened, readTypedTime, readUntil, type TypedTime, typedAs } from "@/components/entries/typed-time";
import { happenedLabel, happenedSentence, loggedLabel, type Moment } from "@/lib/kernel/happened";
import { clockTime, dayAndTime, dayHeading, dayKey, duration, instantOf, readClock, zoneName } from "@/lib/kernel/time";

const ZONE = "Europe/Tirane";
const at = (iso: string) => new Date(iso);
const moment = (precision: Moment["precision"], iso = "2022-07-18T00:15:00Z", until: string | null = null): Moment => ({
  at: at(iso),
  until: until ? at(until) : null,
  precision,
});

describe("the clock", () => {
  test("runs 24 hours in the incident's zone, in both languages", () => {
    expect(clockTime(at("2022-07-17T22:05:00Z"), ZONE)).toBe("00:05");
    expect(dayAndTime(at("2022-07-18T20:41:00Z"), ZONE, "sq")).toBe("18 korrik 2022, 22:41");
    expect(dayAndTime(at("2022-07-18T20:41:00Z"), ZONE, "en")).toBe("18 July 2022, 22:41");
  });

  test("names the day as people say it", () => {
    expect(dayHeading(at("2022-07-18T00:41:00Z"), ZONE, "en")).toBe("Monday 18 July 2022");
    expect(dayHeading(at("2022-07-18T00:41:00Z"), ZONE, "sq")).toBe("E hënë, 18 korrik 2022");
    expect(dayKey(at("2022-07-17T23:00:00Z"), ZONE)).toBe("2022-07-18");
    expect(zoneName(ZONE, "sq")).toBe("Tiranë");
    expect(zoneName("America/Argentina/Buenos_Aires", "en")).toBe("Buenos Aires");
  });
});

test("durations say their two largest parts", () => {
  expect(duration(59_000, "en")).toBe("under 1 min");
  expect(duration(641 * 60_000, "en")).toBe("10 h 41 min");
  expect(duration(641 * 60_000, "sq")).toBe("10 orë 41 min");
  expect(duration(3_600_000, "en")).toBe("1 h");
  expect(duration(28 * 3_600_000, "en")).toBe("1 day 4 h");
  expect(duration(1592 * 86_400_000, "en")).toBe("1,592 days");
  expect(duration(12_345 * 86_400_000, "sq")).toBe("12\u00a0345 ditë");
});

describe("a typed time", () => {
  test.each([
    ["0215", "02:15"],
    ["2:15", "02:15"],
    ["02.15", "02:15"],
    [" 14h05 ", "14:05"],
    ["24:00", null],
    ["215x", null],
    ["14:5", null],
  ])("%s", (typed, read) => {
    expect(readClock(typed)).toBe(read);
  });

  test("becomes the moment at which the zone's clock showed it, in summer and in winter", () => {
    expect(instantOf("2022-07-18", "02:15", ZONE)?.toISOString()).toBe("2022-07-18T00:15:00.000Z");
    expect(instantOf("2022-01-18", "02:15", ZONE)?.toISOString()).toBe("2022-01-18T01:15:00.000Z");
    expect(instantOf("2022-03-27", "03:30", ZONE)?.toISOString()).toBe("2022-03-27T01:30:00.000Z");
    expect(instantOf("2022-02-31", "02:15", ZONE)).toBeNull();
    expect(instantOf("", "02:15", ZONE)).toBeNull();
  });

  const now = at("2022-07-18T00:41:00Z");
  test("means the last time that the clock showed it", () => {
    expect(readTypedTime({ time: "0215", day: "" }, now, ZONE)).toEqual({ at: at("2022-07-18T00:15:00Z") });
    expect(readTypedTime({ time: "23:50", day: "" }, now, ZONE)).toEqual({ at: at("2022-07-17T21:50:00Z") });
    expect(readTypedTime({ time: "", day: "" }, now, ZONE)).toEqual({ at: null });
    expect(readTypedTime({ time: "2022-07-18T00:15Z", day: "" }, now, ZONE)).toEqual({
      at: at("2022-07-18T00:15:00Z"),
    });
  });

  test("is refused in words when it cannot be read or lies ahead", () => {
    expect(readTypedTime({ time: "soon", day: "" }, now, ZONE)).toEqual({ wrong: "time" });
    expect(readTypedTime({ time: "10:00", day: "2022-07-19" }, now, ZONE)).toEqual({ wrong: "future" });
  });

  test("ends after it begins, over midnight too", () => {
    expect(readUntil("02:40", at("2022-07-18T00:15:00Z"), ZONE)).toEqual(at("2022-07-18T00:40:00Z"));
    expect(readUntil("00:10", at("2022-07-17T21:50:00Z"), ZONE)).toEqual(at("2022-07-17T22:10:00Z"));
    expect(readUntil("", at("2022-07-17T21:50:00Z"), ZONE)).toBeNull();
  });

  test("an entry that must wait happened when the button was pressed", () => {
    const made = bodyOf({ ...emptyDraft("note"), text: " Mail is down " }, now, ZONE);
    expect(made).toEqual({
      body: {
        text: "Mail is down",
        kind: "note",
        precision: "exact",
        occurredAt: now.toISOString(),
        writtenAt: now.toISOString(),
      },
    });
    expect(bodyOf({ ...emptyDraft("note"), text: "x", tlp: "TLP:RED" }, now, ZONE)).toEqual({ problem: "readers" });
    expect(bodyOf({ ...emptyDraft("note"), text: "x", day: "2022-07-16" }, now, ZONE)).toMatchObject({
      body: { precision: "day" },
    });
  });
});

describe("when it happened, as far as it is known", () => {
  test("in the narrow column", () => {
    expect(happenedLabel(moment("exact"), ZONE, "en", "2022-07-18")).toEqual({
      before: null,
      large: "02:15",
      after: null,
    });
    expect(happenedLabel(moment("about"), ZONE, "sq", "2022-07-18")).toEqual({
      before: "rreth",
      large: "02:15",
      after: null,
    });
    expect(happenedLabel(moment("between", undefined, "2022-07-18T00:40:00Z"), ZONE, "en", "2022-07-18")).toEqual({
      before: "between",
      large: "02:15",
      after: "and 02:40",
    });
    expect(happenedLabel(moment("day"), ZONE, "en", "2022-07-18")).toEqual({
      before: null,
      large: null,
      after: "time not known",
    });
    expect(happenedLabel(moment("exact"), ZONE, "en", "2022-07-19")).toEqual({
      before: null,
      large: "02:15",
      after: "18 July 2022",
    });
  });

  test("in a sentence", () => {
    expect(happenedSentence(moment("about"), ZONE, "en")).toBe("18 July 2022, about 02:15");
    expect(happenedSentence(moment("month"), ZONE, "sq")).toBe("korrik 2022, dita nuk dihet");
    expect(happenedSentence(moment("unknown"), ZONE, "en")).toBe("time not known");
  });

  test("the second clock is said only when it is more than two minutes away", () => {
    const logged = (precision: Moment["precision"], recorded: string) =>
      loggedLabel(moment(precision), at(recorded), ZONE, "en", "2022-07-18");
    expect(logged("exact", "2022-07-18T00:17:00Z")).toBeNull();
    expect(logged("exact", "2022-07-18T00:21:00Z")).toBe("logged 02:21, 6 min later");
    expect(logged("exact", "2022-07-20T00:21:00Z")).toBe("logged 20 July 2022, 02:21, 2 days later");
    expect(logged("day", "2022-07-18T00:21:00Z")).toBe("logged 02:21");
  });
});

describe("each precision takes what it needs and no more", () => {
  const now = at("2022-07-18T06:41:00Z");
  const typed = { time: "", day: "", until: "", precision: "exact" as const };
  test.each<[string, Partial<TypedTime>, ReturnType<typeof readHappened>]>([
    ["nothing is now", {}, { at: now, until: null, precision: "exact" }],
    [
      "about a time",
      { precision: "about", time: "0215" },
      { at: at("2022-07-18T00:15:00Z"), until: null, precision: "about" },
    ],
    [
      "between two times",
      { precision: "between", time: "0215", until: "0230" },
      { at: at("2022-07-18T00:15:00Z"), until: at("2022-07-18T00:30:00Z"), precision: "between" },
    ],
    ["between needs its end", { precision: "between", time: "0215" }, { wrong: "until" }],
    [
      "a day",
      { precision: "day", day: "2022-07-16" },
      { at: at("2022-07-16T10:00:00Z"), until: null, precision: "day" },
    ],
    [
      "a day alone is known to the day",
      { day: "2022-07-16" },
      { at: at("2022-07-16T10:00:00Z"), until: null, precision: "day" },
    ],
    [
      "today before noon has come as far as now",
      { precision: "day", day: "2022-07-18" },
      { at: now, until: null, precision: "day" },
    ],
    [
      "a time does not count for a day",
      { precision: "day", day: "2022-07-16", time: "soon" },
      { at: at("2022-07-16T10:00:00Z"), until: null, precision: "day" },
    ],
    ["a day needs a day", { precision: "day" }, { wrong: "day" }],
    ["tomorrow is the future", { precision: "day", day: "2022-07-19" }, { wrong: "future" }],
    ["no 31 June", { precision: "day", day: "2022-06-31" }, { wrong: "day" }],
    [
      "a month",
      { precision: "month", day: "2022-06" },
      { at: at("2022-06-01T10:00:00Z"), until: null, precision: "month" },
    ],
    [
      "a month that was chosen as a day",
      { precision: "month", day: "2022-06-17" },
      { at: at("2022-06-01T10:00:00Z"), until: null, precision: "month" },
    ],
    ["a month needs a month", { precision: "month", day: "June" }, { wrong: "month" }],
    [
      "unknown asks for nothing",
      { precision: "unknown", time: "soon" },
      { at: now, until: null, precision: "unknown" },
    ],
  ])("%s", (_what, said, wanted) => {
    expect(readHappened({ ...typed, ...said }, now, ZONE)).toEqual(wanted);
  });

  test("a moment is written as a person would type it, and read back as the same moment", () => {
    for (const iso of [
      "2022-07-18T00:15:00Z",
      "2022-07-17T21:10:00Z",
      "2022-07-17T00:15:00Z",
      "2022-03-26T23:30:00Z",
    ]) {
      const read = readTypedTime(typedAs(at(iso), now, ZONE), now, ZONE);
      expect(read).toEqual({ at: at(iso) });
    }
    expect(typedAs(at("2022-07-18T00:15:30Z"), now, ZONE)).toEqual({ time: "02:15", day: "" });
    expect(typedAs(at("2022-07-17T21:10:00Z"), now, ZONE)).toEqual({ time: "23:10", day: "2022-07-17" });
    // 02:30 was twice that night: both passes keep their hour.
    const night = at("2022-10-30T02:00:00Z");
    for (const iso of ["2022-10-30T00:30:00Z", "2022-10-30T01:30:00Z"])
      expect(readTypedTime(typedAs(at(iso), night, ZONE), night, ZONE)).toEqual({ at: at(iso) });
  });
});
