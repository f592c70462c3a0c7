import { expect, test } from "vitest";
import { namesLike, numbersIn, openName, piecesOf, secretIn, techniquesIn } from "@/lib/entries/marks-in-text";

test.each<[string, number[]]>([
  ["As in #118", [118]],
  ["#118, #7 and #118.", [118, 7]],
  ["(see #12)", [12]],
  ["issue#12, a##12, #12a, &#12; #0 and # 12", []],
])("numbers of entries in %s", (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers);
});

test.each<[string, string[]]>([
  ["T1485 seen, then t1059.001.", ["T1485", "T1059.001"]],
  ["T1485, T1485", ["T1485"]],
  ["AT1485 T14855 T148 ABC-T1485 T1485-x", []],
])("techniques in %s", (text, ids) => {
  expect(techniquesIn(text)).toEqual(ids);
});

test("a text is cut at the numbers that lead somewhere, and at no others", () => {
  expect(piecesOf("#3 follows #4, not #5", [3, 5])).toEqual([3, " follows #4, not ", 5]);
  expect(piecesOf("nothing", [1])).toEqual(["nothing"]);
});

test.each<[string, string | null]>([
  ["@", ""],
  ["Call @po", "po"],
  ["Call @Posta qev", "Posta qev"],
  ["(@po", "po"],
  ["ilir@agency.al", null],
  ["Call @po and wait", null],
  ["Call", null],
])("the name that is being typed in %s", (text, typed) => {
  expect(openName(text, text.length)?.typed ?? null).toBe(typed);
});

test("only what stands before the writer's place is being typed", () => {
  expect(openName("@po is down", 3)).toEqual({ from: 0, typed: "po" });
  expect(openName("@po is down", 11)).toBeNull();
});

test("names are found by the beginning of any word, with or without accents", () => {
  const names = ["Posta qeveritare", "e-Albania", "Regjistri i Gjendjes Civile", "Ëndrra"].map((name) => ({ name }));
  const like = (typed: string) => namesLike(names, typed, 5).map(({ name }) => name);
  expect(like("qev")).toEqual(["Posta qeveritare"]);
  expect(like("civ")).toEqual(["Regjistri i Gjendjes Civile"]);
  expect(like("end")).toEqual(["Ëndrra"]);
  expect(like("osta")).toEqual([]);
  expect(like("")).toHaveLength(4);
});

test.each<[string, ReturnType<typeof secretIn>]>([
  ["password: hunter2222", "password"],
  ["the Password is hunter2222", "password"],
  ["fjalëkalimi: tirana123", "password"],
  ["Passwords were reset", null],
  ["fjalëkalimet u ndryshuan", null],
  ["Personal number I05101999I leaked", "personalNumber"],
  ["Case A12345678 opened", null],
])("a secret in %s is warned of (L6)", (text, kind) => {
  expect(secretIn(text)).toBe(kind);
});
