/** What a person may choose about how Kulla looks, and how the choice is found before we know who asks. Safe in the browser. */
export const languages = ["en", "sq"] as const;
export type Language = (typeof languages)[number];

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

/** Whether single keys do something: always, only together with Alt, or never (WCAG 2.1.4). */
export const shortcutModes = ["on", "alt", "off"] as const;
export type ShortcutMode = (typeof shortcutModes)[number];

/** Which clock stands first: that of the incident's place, or UTC. A choice of this browser. */
export const clockFaces = ["local", "utc"] as const;
export type ClockFace = (typeof clockFaces)[number];

export const clockCookie = "kulla-clock";
export const languageCookie = "kulla-language";
export const themeCookie = "kulla-theme";
/** For a minute after somebody signed out, for the page of the door to see. */
export const leftCookie = "kulla-left";
export const densityCookie = "kulla-density";

/** The language of an answer: the person's own, then this browser's choice, then what the browser asks for, then the house's. */
export function chooseLanguage(wishes: {
  person?: string | null | undefined;
  cookie?: string | null | undefined;
  accept?: string | null | undefined;
  house: Language;
}): Language {
  const asked = [wishes.person, wishes.cookie, ...acceptedLanguages(wishes.accept ?? "")];
  return asked.map(known).find((language) => language !== null) ?? wishes.house;
}

/** The theme of a page: the person's own, then this browser's choice, then the system's. */
export function chooseTheme(person: string | null | undefined, cookie: string | null | undefined): Theme {
  return themes.find((theme) => theme === person) ?? themes.find((theme) => theme === cookie) ?? "system";
}

/** How close the lines of the log stand: this browser's choice. */
export const chooseDensity = (cookie: string | null | undefined): Density =>
  densities.find((density) => density === cookie) ?? "comfortable";

function known(tag: string | null | undefined): Language | null {
  const base = tag?.toLowerCase().split("-")[0];
  return languages.find((language) => language === base) ?? null;
}

function acceptedLanguages(header: string): string[] {
  return header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...options] = part.trim().split(";");
      const weight = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find((found) => found !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((wish) => wish.tag);
}
