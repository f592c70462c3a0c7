import { expect, test } from "vitest";
import { askedOf } from "@/lib/exports/asked";

const ask = (address: Record<string, string | string[]>) => askedOf(address, "Europe/Tirane", "all");

test("nothing said means all of it, in the order of events, as a table for oneself", () => {
  expect(ask({})).toEqual({
    fields: { whose: "all" },
    choice: { whose: "all", order: "happened", to: "oneself", format: "csv" },
    problems: {},
  });
});

test("days and times are those of the incident's zone, and the last minute is included to its end", () => {
  expect(ask({ fromDay: "2022-07-15", untilDay: "2022-07-16", untilTime: "0215" }).choice).toMatchObject({
    from: "2022-07-14T22:00:00.000Z",
    until: "2022-07-16T00:15:59.999Z",
  });
  expect(ask({ untilDay: "2022-12-31" }).choice?.until).toBe("2022-12-31T22:59:59.999Z");
});

test("what is wrong is said at its field, and then nothing is chosen", () => {
  const wrong = (address: Record<string, string | string[]>) => {
    const { choice, problems } = ask(address);
    expect(choice).toBeNull();
    return problems;
  };
  expect(wrong({ fromDay: "2022-02-31" })).toEqual({ fromTime: "time" });
  expect(wrong({ fromDay: "2022-02-28", fromTime: "25:00" })).toEqual({ fromTime: "time" });
  expect(wrong({ untilTime: "02:15" })).toEqual({ untilDay: "time" });
  expect(wrong({ fromDay: "2022-07-16", untilDay: "2022-07-15" })).toEqual({ untilDay: "before" });
  expect(wrong({ whose: "nobody" })).toEqual({ whose: "whose" });
  expect(wrong({ order: "alphabet" })).toEqual({ order: "order" });
  expect(wrong({ format: "xls" })).toEqual({ format: "format" });
  expect(wrong({ to: "another" })).toEqual({ recipient: "recipient", ceiling: "ceiling" });
  expect(wrong({ to: "another", recipient: "X", ceiling: "TLP:RED" })).toEqual({ ceiling: "ceiling" });
});

test("a name that was typed before choosing oneself again changes nothing", () => {
  expect(ask({ to: "oneself", recipient: "X", ceiling: "TLP:GREEN" }).choice).toEqual({
    whose: "all",
    order: "happened",
    to: "oneself",
    format: "csv",
  });
});
