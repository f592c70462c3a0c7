import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askOfPage } from "@/lib/entries/ask-of-page";
import { filterFields, orders, readAsk, states, type TimelineAsk, visibilities, writeAsk } from "@/lib/entries/filter";
import { ListTimeline } from "@/lib/entries/schema";
import { asTsquery, markHits, readTerms } from "@/lib/entries/search-terms";
import { fold, wordsOf } from "@/lib/kernel/fold";
import { messagesIn } from "@/lib/kernel/messages";
import { bases, entryKinds } from "@/lib/record/catalog";
import { tlps } from "@/lib/record/tlp";

const some = <T>(list: readonly T[]) => fc.uniqueArray(fc.constantFrom(...list), { minLength: 1 });
const moment = (from: string, to: string) =>
  fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((at) => at.toISOString());
const name = fc
  .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
  .filter((said) => said.trim() === said && said !== "");

/** Everything that a view can be. */
const views: fc.Arbitrary<TimelineAsk> = fc.record(
  {
    q: fc.constantFrom("server", "përgjigjet -posta", '"dc 02" alb'),
    kind: some(entryKinds),
    person: fc.uuid(),
    organisation: fc.uuid(),
    system: name,
    technique: fc.constantFrom("T1485", "T1003.001"),
    decision: name,
    task: name,
    key: fc.constant(true as const),
    file: fc.constant(true as const),
    late: fc.constant(true as const),
    written: fc.constant(true as const),
    happenedFrom: moment("2020-01-01", "2021-01-01"),
    happenedTo: moment("2022-01-01", "2023-01-01"),
    recordedFrom: moment("2020-01-01", "2021-01-01"),
    recordedTo: moment("2022-01-01", "2023-01-01"),
    visibility: some(visibilities),
    tlp: some(tlps),
    basis: some(bases),
    state: some(states),
    around: fc.integer({ min: 1, max: 99_999 }),
    related: fc.integer({ min: 1, max: 99_999 }),
    order: fc.constantFrom(...orders),
    first: fc.constantFrom("newest" as const, "oldest" as const),
    known: moment("2020-01-01", "2026-01-01"),
    at: moment("2020-01-01", "2026-01-01"),
    before: fc.uuid(),
  },
  { requiredKeys: [] },
);

/** What needs no word in an address is not in it. */
const usual = ({ order, first, ...rest }: TimelineAsk): TimelineAsk => ({
  ...rest,
  ...(order && order !== "happened" && { order }),
  ...(first && first !== "newest" && { first }),
});

describe("an address of the timeline", () => {
  test("holds every view, and gives it back as it was", () => {
    fc.assert(
      fc.property(views, (view) => {
        const address = Object.fromEntries(new URLSearchParams(writeAsk(view)));
        expect(readAsk(address)).toEqual({ ask: usual(view), wrong: [] });
        expect(writeAsk(readAsk(address).ask)).toEqual(writeAsk(view));
      }),
    );
  });

  test("is understood by the API in the same way", () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(ListTimeline.parse({ ref: "INC-2026-01", ...writeAsk(view) })).toEqual({
          ref: "INC-2026-01",
          ...usual(view),
        });
      }),
    );
  });

  test("whatever is in it never breaks the page: what is not understood is named and left out", () => {
    const anything = fc.dictionary(
      fc.oneof(
        fc.constantFrom(...Object.keys(filterFields), "known", "at", "happenedFromDay", "knownTime"),
        fc.string(),
      ),
      fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })),
    );
    fc.assert(
      fc.property(anything, (said) => {
        const { ask, wrong } = askOfPage(said, "Europe/Tirane");
        expect(readAsk(writeAsk(ask)).wrong).toEqual([]);
        for (const one of wrong) expect(one.value.length).toBeLessThanOrEqual(60);
      }),
    );
  });

  test.each([
    ["kind", "finding,gossip"],
    ["person", "Ilir"],
    ["technique", "1485"],
    ["key", "yes"],
    ["happenedFrom", "2022-07-18"],
    ["known", "2022-13-18T00:00:00Z"],
    ["known", "0001-01-01T00:00:00Z"],
    ["tlp", "TLP:PINK"],
    ["around", "0"],
    ["q", "!!!"],
    ["colour", "red"],
  ])("%s=%s is not understood by the page, and refused by the API", (name, value) => {
    expect(readAsk({ [name]: value })).toEqual({ ask: {}, wrong: [{ name, value }] });
    expect(ListTimeline.safeParse({ ref: "INC-2026-01", [name]: value }).success).toBe(false);
  });

  test("a span that ends before it begins has no end, and says so", () => {
    const said = { happenedFrom: "2022-07-18T02:00:00.000Z", happenedTo: "2022-07-18T01:00:00.000Z" };
    expect(readAsk(said)).toEqual({
      ask: { happenedFrom: said.happenedFrom },
      wrong: [{ name: "happenedTo", value: said.happenedTo }],
    });
    expect(ListTimeline.safeParse({ ref: "INC-2026-01", ...said }).success).toBe(false);
  });

  test("times of the page's form are those of the incident's clock, and an open day has its edges", () => {
    const typed = {
      knownDay: "2022-07-18",
      knownTime: "0230",
      happenedFromDay: "2022-07-18",
      happenedToDay: "2022-07-18",
      q: "",
    };
    expect(askOfPage(typed, "Europe/Tirane")).toEqual({
      ask: {
        known: "2022-07-18T00:30:00.000Z",
        happenedFrom: "2022-07-17T22:00:00.000Z",
        happenedTo: "2022-07-18T21:59:00.000Z",
      },
      wrong: [],
      raw: true,
    });
    expect(askOfPage({ knownDay: "2022-02-31", knownTime: "02:30" }, "Europe/Tirane").wrong).toEqual([
      { name: "known", value: "2022-02-31 02:30" },
    ]);
  });

  test("every filter has its words on a chip, in both languages", () => {
    for (const language of ["en", "sq"] as const)
      for (const name of Object.keys(filterFields)) expect(messagesIn(language).timeline.chips).toHaveProperty(name);
  });
});

describe("what is looked for", () => {
  test("case, accents and signs do not matter", () => {
    expect(fold("Përgjigjet e-ALBANIA, çelësi „ÇËLËSI“")).toBe("pergjigjet e albania celesi celesi");
    expect(fold("Đuro Łódź ıstanbul")).toBe("duro lodz istanbul");
  });

  test("words, phrases, words that must not be there, and a last word that goes on", () => {
    expect(readTerms('gjendja "dc 02" -posta alb')).toEqual([
      { words: ["gjendja"], prefix: false, not: false },
      { words: ["dc", "02"], prefix: false, not: false },
      { words: ["posta"], prefix: false, not: true },
      { words: ["alb"], prefix: true, not: false },
    ]);
    expect(asTsquery(readTerms("srv-dc02 -posta alb"))).toBe("('srv' <-> 'dc02') & !('posta') & ('alb':*)");
  });

  test("whatever is typed, nothing of it means something to Postgres", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (typed) => {
        expect(asTsquery(readTerms(typed)).replace(/'[^'\\&|!<>():* ]*'/g, "w")).toMatch(
          /^(!?\(w(:\*)?( <-> w(:\*)?)*\)( & !?\(w(:\*)?( <-> w(:\*)?)*\))*)?$/,
        );
      }),
    );
  });

  test("hits are marked where they stand in the text as it was written", () => {
    expect(markHits("Portali përgjigjet: e-Albania, PËRGJIGJET.", readTerms("pergjigjet alban"))).toEqual([
      { text: "Portali ", hit: false },
      { text: "përgjigjet", hit: true },
      { text: ": e-", hit: false },
      { text: "Albania", hit: true },
      { text: ", ", hit: false },
      { text: "PËRGJIGJET", hit: true },
      { text: ".", hit: false },
    ]);
    expect(markHits("dc 02, 02 dc", readTerms('"dc 02"')).filter(({ hit }) => hit)).toEqual([
      { text: "dc 02", hit: true },
    ]);
  });

  test("marking loses no sign of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.string({ maxLength: 10 }), (text, typed) => {
        expect(
          markHits(text, readTerms(`${typed} a`))
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
        for (const { from, to, word } of wordsOf(text)) expect(fold(text.slice(from, to))).toBe(word);
      }),
    );
  });
});
