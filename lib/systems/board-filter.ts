import { z } from "zod";
import { readAsk } from "@/lib/kernel/read-ask";
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

/** What an address of the board asks for, and the names of what could not be understood. */
export const readBoardAsk = (said: Record<string, string | string[] | undefined>) => readAsk<BoardAsk>(fields, said);

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
