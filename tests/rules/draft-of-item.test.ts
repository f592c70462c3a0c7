import { expect, test } from "vitest";
import { emptyDraft } from "@/components/entries/draft";
import { draftOfItem } from "@/components/entries/draft-of-item";
import { outboxText } from "@/components/entries/outbox-text";

const nothing = emptyDraft("note");
const body = {
  text: "Mail is down",
  kind: "finding",
  tlp: "TLP:AMBER+STRICT",
  audience: "named",
  readers: ["a"],
  key: true,
  occurredAt: "2026-11-25T01:00:00.000Z",
  precision: "about",
};

test("an entry that goes back to its author keeps what was said about it, and its time", () => {
  expect(draftOfItem({ body }, nothing)).toEqual({
    text: "Mail is down",
    kind: "finding",
    tlp: "TLP:AMBER+STRICT",
    audience: "named",
    readers: ["a"],
    key: true,
    precision: "about",
    time: "2026-11-25T01:00:00.000Z",
    day: "",
  });
});

test("what the draft knew and the entry does not comes back too; a day stays a day", () => {
  const draft = { ...nothing, text: body.text, day: "2026-11-20", readers: ["a"] };
  expect(draftOfItem({ body, draft }, nothing)).toEqual({ ...draft, text: body.text });
  const typed = { ...nothing, text: body.text, time: "0215" };
  expect(draftOfItem({ body, draft: typed }, nothing).time).toBe(body.occurredAt);
});

test("where another text is being written both stand there, once", () => {
  const now = { ...nothing, text: "Half a sentence", readers: ["b"] };
  expect(draftOfItem({ body }, now)).toMatchObject({ text: "Mail is down\nHalf a sentence", readers: ["a", "b"] });
  expect(draftOfItem({ body }, { ...now, text: body.text }).text).toBe(body.text);
});

test("a secret that goes back stays one, and makes the text that it meets one", () => {
  const red = { body: { ...body, tlp: "TLP:RED" } };
  const open = { ...nothing, text: "Open" };
  expect(draftOfItem(red, nothing).tlp).toBe("TLP:RED");
  expect(draftOfItem(red, open).tlp).toBe("TLP:RED");
  expect(draftOfItem({ body }, { ...open, tlp: "TLP:RED" }).tlp).toBe("TLP:RED");
});

test("the exported text holds every entry and every draft, with its incident and why it was refused", () => {
  const item = { key: "k", order: 1, ref: "INC-1", personId: "p", body, state: "refused" as const, stored: true };
  const text = outboxText(
    [{ ...item, tried: true, because: "Closed." }],
    new Map([["INC-2", { ...nothing, text: "Draft" }]]),
  );
  for (const part of ["INC-1", "Mail is down", "Closed.", "tlp: TLP:AMBER+STRICT", "INC-2", "Draft"])
    expect(text).toContain(part);
});
