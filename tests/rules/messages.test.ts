import { readdirSync, readFileSync } from "node:fs";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { permissions } from "@/lib/access/permissions";
import { chooseLanguage, languages } from "@/lib/kernel/preferences";

type Tree = { [key: string]: string | Tree };

const read = (language: string, file: string) =>
  JSON.parse(readFileSync(`messages/${language}/${file}`, "utf8")) as Tree;
const files = readdirSync("messages/en");

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

/** Names in braces, and tags: what the code fills in. Braces within braces are the arms of a choice, and theirs are names again. */
function blanks(text: string): string[] {
  const names = new Set([...text.matchAll(/<(\w+)>/g)].map((found) => found[1] ?? ""));
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{" && ++depth % 2 === 1) names.add(/^\w+/.exec(text.slice(at + 1))?.[0] ?? "");
    if (text[at] === "}") depth--;
  }
  return [...names].sort();
}

describe.each(files)("messages in %s", (file) => {
  const english = new Map(leaves(read("en", file)));
  const albanian = new Map(leaves(read("sq", file)));

  test("exist in both languages", () => {
    expect([...albanian.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("say something", () => {
    for (const language of languages)
      for (const [key, text] of leaves(read(language, file))) expect(text.trim(), `${language} ${key}`).not.toBe("");
  });

  test("leave the same blanks open", () => {
    for (const [key, text] of english) expect(blanks(albanian.get(key) ?? ""), key).toEqual(blanks(text));
  });

  test("use only characters that the typeface has, and no bad manners", () => {
    for (const language of languages) {
      for (const [key, text] of leaves(read(language, file))) {
        expect(text, `${language} ${key}`).not.toMatch(/[→≈≤≥]|\b(oops|please|successfully)\b/i);
      }
    }
  });
});

test("languages have the same files", () => {
  expect(readdirSync("messages/sq")).toEqual(files);
});

test("every text can be read by its formatter", () => {
  for (const language of languages) {
    for (const file of files) {
      const failures: string[] = [];
      const t = createTranslator({
        locale: language,
        messages: read(language, file),
        onError: (error) => failures.push(error.message),
      });
      for (const [key, text] of leaves(read(language, file))) {
        const values = Object.fromEntries(
          blanks(text).map((name) => [
            name as string,
            text.includes(`<${name}>`) ? (words: unknown) => String(words) : 2,
          ]),
        );
        (t as unknown as { rich: (key: string, values: object) => unknown }).rich(key, values);
      }
      expect(failures, `${language}/${file}`).toEqual([]);
    }
  }
});

test("every verb of the permission table has its words", () => {
  for (const language of languages) {
    const access = new Map(leaves(read(language, "access.json")));
    for (const verb of Object.keys(permissions)) {
      expect(access.has(`verb.${verb}`), verb).toBe(true);
      expect(access.has(`needs.${verb}`), verb).toBe(true);
    }
  }
});

test("the language is the person's, then this browser's, then what the browser asks for", () => {
  expect(chooseLanguage({ person: "sq", cookie: "en", house: "en" })).toBe("sq");
  expect(chooseLanguage({ person: null, cookie: "sq", accept: "en", house: "en" })).toBe("sq");
  expect(chooseLanguage({ accept: "de-DE,sq;q=0.8,en;q=0.5", house: "en" })).toBe("sq");
  expect(chooseLanguage({ accept: "de", house: "sq" })).toBe("sq");
});
