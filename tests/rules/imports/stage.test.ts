import { describe, expect, test } from "vitest";
import type { formats } from "@/lib/imports/file";
import { guessFormat, type Reading, type StagedRow, stage } from "@/lib/imports/stage";
import { guessOrder } from "@/lib/imports/when";

const ZONE = "Europe/Tirane";
const NOW = new Date("2026-01-01T00:00:00Z");

async function rows(text: string, reading: Partial<Reading> = {}): Promise<StagedRow[]> {
  const staged = await stage(
    text,
    { format: guessFormat(text, ""), zone: ZONE, day: null, order: guessOrder(text), columns: null, ...reading },
    NOW,
  );
  if ("refused" in staged) throw new Error(staged.refused);
  return staged;
}
const refused = async (text: string, reading: Partial<Reading> = {}) => {
  const staged = await stage(
    text,
    { format: "csv", zone: ZONE, day: null, order: "dmy", columns: null, ...reading },
    NOW,
  );
  return "refused" in staged ? staged.refused : "read";
};
const seen = (list: StagedRow[]) =>
  list.map(({ row, at, who, text, problem }) =>
    [row, at?.toISOString() ?? problem, who, text].filter(Boolean).join(" | "),
  );

describe("CSV", () => {
  test("quotes, commas and line breaks in cells; the row is that of the sheet", async () => {
    const text =
      'time,text,author\r\n2022-07-18 02:15,"Called ""the desk"", nobody\nanswered",Besa\r\n\r\n2022-07-18 02:20,Again,Ilir\r\n';
    expect(seen(await rows(text))).toEqual([
      '2 | 2022-07-18T00:15:00.000Z | Besa | Called "the desk", nobody\nanswered',
      "4 | 2022-07-18T00:20:00.000Z | Ilir | Again",
    ]);
  });

  test("semicolons, tabs and a byte order mark", async () => {
    expect(seen(await rows("\ufeffora;teksti\n18.07.2022 02:15;Portali nuk hapet\n"))).toEqual([
      "2 | 2022-07-18T00:15:00.000Z | Portali nuk hapet",
    ]);
    expect(seen(await rows("2022-07-18 02:15\tPortal down\n2022-07-18 02:16\tStill\n"))).toEqual([
      "1 | 2022-07-18T00:15:00.000Z | Portal down",
      "2 | 2022-07-18T00:16:00.000Z | Still",
    ]);
  });

  test("day and time in columns of their own", async () => {
    expect(seen(await rows("date,time,event\n18/07/2022,2:15 PM,Down\n", { format: "csv" }))).toEqual([
      "2 | 2022-07-18T12:15:00.000Z | Down",
    ]);
  });

  test("each bad row is named with its reason", async () => {
    const text = `time,text\n2022-07-18 02:15,Good\n,No time\n2022-07-18 25:15,Bad time\n2022-07-18 02:16,\n2022-07-18 02:17,a,b\n2030-07-18 02:17,Future\n2022-07-18 02:18,${"x".repeat(4001)}\n`;
    expect((await rows(text)).map(({ row, problem }) => [row, problem])).toEqual([
      [2, null],
      [3, "row-no-time"],
      [4, "row-bad-time"],
      [5, "row-no-text"],
      [6, "row-broken"],
      [7, "row-future"],
      [8, "row-long"],
    ]);
  });

  test("a cut file, broken quotes, and too many rows are refused whole", async () => {
    expect(await refused('time,text\n02:15,"opened')).toBe("table-cut");
    expect(await refused('time,text\n02:15,"a" b"\n')).toBe("file-quotes");
    expect(await refused(`time,text\n${"02:15,x\n".repeat(5001)}`, { day: "2022-07-18" })).toBe("file-rows");
    expect(await refused(" \n ")).toBe("file-empty");
    expect(await refused("a\0b")).toBe("file-kind");
  });
});

describe("JSON", () => {
  test("a list, and the one list inside an object", async () => {
    const list = [{ timestamp: "2022-07-18T02:15:00+02:00", message: "Down", user: { name: "Besa" } }];
    const means = ["1 | 2022-07-18T00:15:00.000Z | Besa | Down"];
    expect(seen(await rows(JSON.stringify(list)))).toEqual(means);
    expect(seen(await rows(JSON.stringify({ name: "chat", messages: list }, null, 2)))).toEqual(means);
  });

  test("an export of Slack and one of Telegram", async () => {
    expect(seen(await rows('[{"type":"message","user":"U1","text":"Down","ts":"1658103300.000200"}]'))).toEqual([
      "1 | 2022-07-18T00:15:00.000Z | U1 | Down",
    ]);
    const telegram =
      '{"messages":[{"id":1,"date":"2022-07-18T02:15:00","from":"Besa","text":["See ",{"type":"link","text":"the page"}]}]}';
    expect(seen(await rows(telegram))).toEqual(["1 | 2022-07-18T00:15:00.000Z | Besa | See the page"]);
  });

  test("one object a line: a bad line is marked, a cut last one refuses the file", async () => {
    const text = '{"time":"2022-07-18T02:15:00Z","text":"a"}\n{"time":\n{"time":"2022-07-18T02:16:00Z","text":"b"}\n';
    expect((await rows(text, { format: "ndjson" })).map(({ row, problem }) => [row, problem])).toEqual([
      [1, null],
      [2, "row-broken"],
      [3, null],
    ]);
    expect(await refused('{"time":"2022-07-18T02:15:00Z","text":"a"}\n{"time":"2022', { format: "ndjson" })).toBe(
      "table-cut",
    );
  });

  test("what is cut, and what is no list", async () => {
    expect(await refused('[{"a":1},{"b"', { format: "json" })).toBe("table-cut");
    expect(await refused('{"a":1}', { format: "json" })).toBe("file-json");
    expect(await refused("[1,2]", { format: "json" })).toBe("file-json");
    expect(await refused("[}]", { format: "json" })).toBe("file-json");
  });

  test("half of a sign cannot be stored", async () => {
    expect(await rows('[{"time":"2022-07-18T02:15:00Z","text":"a\\ud800"}]')).toMatchObject([
      { problem: "row-broken" },
    ]);
  });
});

describe("chats", () => {
  test("framed, dated and plain lines; a message goes on over several lines", async () => {
    expect(
      seen(
        await rows(
          "[18/07/2022, 02:15:10] Besa Hoxha: Portal is down\nand the mail too\n[18/07/2022, 02:16:00] Ilir: Seen\n",
        ),
      ),
    ).toEqual([
      "1 | 2022-07-18T00:15:10.000Z | Besa Hoxha | Portal is down\nand the mail too",
      "3 | 2022-07-18T00:16:00.000Z | Ilir | Seen",
    ]);
    expect(seen(await rows("7/18/22, 2:15 PM - Besa: Down\n7/18/22, 2:16 PM - Messages are encrypted\n"))).toEqual([
      "1 | 2022-07-18T12:15:00.000Z | Besa | Down",
      "2 | 2022-07-18T12:16:00.000Z | Messages are encrypted",
    ]);
    expect(seen(await rows("02:15 Besa: Down\n02:16 Ilir: Seen: yes\n", { day: "2022-07-18" }))).toEqual([
      "1 | 2022-07-18T00:15:00.000Z | Besa | Down",
      "2 | 2022-07-18T00:16:00.000Z | Ilir | Seen: yes",
    ]);
  });
});

describe("paper lines", () => {
  test("time and words; an indented line goes on, another one has no time", async () => {
    const text = "0215 called the hosting desk\n   nobody answered\n0220 - called again\nno time here\n";
    expect(seen(await rows(text, { day: "2022-07-18" }))).toEqual([
      "1 | 2022-07-18T00:15:00.000Z | called the hosting desk\nnobody answered",
      "3 | 2022-07-18T00:20:00.000Z | called again",
      "4 | row-no-time | no time here",
    ]);
  });

  test("past midnight it is the next day; a small step back is not", async () => {
    const text = "2350 a\n2345 late\n0010 b\n0700 c\n2359 d\n0001 e\n";
    expect((await rows(text, { day: "2022-07-17" })).map(({ at }) => at?.toISOString().slice(0, 16))).toEqual([
      "2022-07-17T21:50",
      "2022-07-17T21:45",
      "2022-07-17T22:10",
      "2022-07-18T05:00",
      "2022-07-18T21:59",
      "2022-07-18T22:01",
    ]);
  });

  test("a heading begins a day; without any day the row cannot be placed", async () => {
    expect(seen(await rows("Sunday 17 July 2022\n2350 a\n0010 b\n20 July 2022\n0100 c\n"))).toEqual([
      "2 | 2022-07-17T21:50:00.000Z | a",
      "3 | 2022-07-17T22:10:00.000Z | b",
      "5 | 2022-07-19T23:00:00.000Z | c",
    ]);
    expect(await rows("0215 x\n")).toMatchObject([{ problem: "row-no-day" }]);
  });
});

describe("when the clock is changed", () => {
  test("an hour that was skipped is refused, one that came twice is the first and is marked", async () => {
    const text = "27/03/2022 01:59 a\n27/03/2022 02:30 b\n30/10/2022 02:30 c\n30/10/2022 03:00 d\n";
    expect(
      (await rows(text)).map(({ at, problem, twice }) => [at?.toISOString().slice(0, 16) ?? problem, twice]),
    ).toEqual([
      ["2022-03-27T00:59", false],
      ["row-skipped-hour", false],
      ["2022-10-30T00:30", true],
      ["2022-10-30T02:00", false],
    ]);
  });

  test("in another zone it is another moment", async () => {
    expect(await rows("18/07/2022 02:15 a", { zone: "UTC" })).toMatchObject([{ at: new Date("2022-07-18T02:15:00Z") }]);
  });
});

test("the same words in the same minute are marked, spaces and capitals aside", async () => {
  const text = "0215 Portal down\n0215 portal  DOWN\n0216 Portal down\n";
  expect((await rows(text, { day: "2022-07-18" })).map(({ sameAs }) => sameAs)).toEqual([null, 1, null]);
});

test.each<[string, string, (typeof formats)[number]]>([
  ["time,text\n02:15,x", "a.csv", "csv"],
  ["time,text\n02:15,x", "", "csv"],
  ["ora;teksti\n02:15;x", "", "csv"],
  ['[{"a":1}]', "", "json"],
  ["[18/07/2022, 02:15] A: x", "", "chat"],
  ['{"a":1}\n{"a":2}\n', "", "ndjson"],
  ['{"a":1}', "x.ndjson", "ndjson"],
  ["0215 called the desk, twice\n0216 no answer", "", "lines"],
  ["02:15 Besa: hello\n02:16 Ilir: yes", "", "chat"],
])("%j is read as %s %s", (text, name, format) => expect(guessFormat(text, name)).toBe(format));
