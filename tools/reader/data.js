// What the page has to show: blocks of data that never run. Nothing else is asked for anything.

export const blocks = Object.fromEntries(
  [...document.querySelectorAll("script[id]")].map((block) => [block.id, block.textContent]),
);
export const all = readable(blocks.words) ?? {};
export const header = readable(blocks.header) ?? { incident: { ref: "?", name: "?", zone: "UTC" }, people: [] };
export const people = new Map(header.people.map((person) => [person.id, person]));
export const sentences = new Map(
  blocks.sentences.split("\n").flatMap((text) => {
    const one = readable(text);
    return one ? [[one.seq, one]] : [];
  }),
);

export function readable(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
