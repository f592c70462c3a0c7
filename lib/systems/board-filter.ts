import { z } from "zod";
import { type BoardGroup, boardGroups, groupOf, type Headline, headlineOf, headlines } from "./board";
import { TIERS } from "./lists";
import type { BoardRow } from "./views";

/** What an address of the board may ask for; a link to a board is a link to the same board for everybody. Safe in the browser. */
const fields = {
  state: z.enum(headlines),
  group: z.enum(boardGroups),
  owner: z.string().trim().min(1).max(200),
  tier: z.coerce.number().pipe(z.literal([...TIERS])),
  q: z.string().trim().min(1).max(100),
  own: z.literal("1").transform(() => true as const),
} as const;

export interface BoardAsk {
  state?: Headline;
  group?: BoardGroup;
  owner?: string;
  tier?: number;
  q?: string;
  own?: true;
}

/** Reads an address; what cannot be understood is told by its name, and nothing is hidden because of it. */
export function readBoardAsk(said: Record<string, string | string[] | undefined>): { ask: BoardAsk; wrong: string[] } {
  const ask: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, value] of Object.entries(said)) {
    if (value === undefined || value === "") continue;
    const read = name in fields ? fields[name as keyof typeof fields].safeParse(value) : null;
    if (read?.success) ask[name] = read.data;
    else wrong.push(name.slice(0, 40));
  }
  return { ask: ask as BoardAsk, wrong };
}

/** The same as words of an address. */
export const writeBoardAsk = (ask: BoardAsk): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ask)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value === true ? "1" : String(value)]),
  );

const MARKS = /\p{M}/gu;
const folded = (text: string) => text.normalize("NFD").replace(MARKS, "").toLowerCase();

/** Whether a row is one that was asked for. Every word that was typed stands somewhere in its code, names or owner. */
export function isAskedFor(row: BoardRow, ask: BoardAsk): boolean {
  if (ask.state && headlineOf(row.shown) !== ask.state) return false;
  if (ask.group && groupOf(row.kind) !== ask.group) return false;
  if (ask.owner && row.owner !== ask.owner) return false;
  if (ask.tier !== undefined && row.tier !== ask.tier) return false;
  if (ask.own && !row.own) return false;
  if (!ask.q) return true;
  const text = folded(`${row.code} ${row.name} ${row.localName ?? ""} ${row.owner}`);
  return folded(ask.q)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
