import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** One row of the hand-written table: what is expected of each person. */
export interface Row<Name extends string = string> {
  channel: string;
  action: string;
  object: string;
  /** Column to expectation, without the cases that do not exist. */
  cells: [Name, string][];
}

const FILE = fileURLToPath(new URL("../matrix/expected.csv", import.meta.url));

/** The rows of `tests/matrix/expected.csv` for some channels. */
export function expected<Name extends string>(...channels: string[]): Row<Name>[] {
  const [head, ...body] = readFileSync(FILE, "utf8")
    .split("\n")
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => line.split(",").map((cell) => cell.trim()));
  const names = (head ?? []).slice(3) as Name[];
  return body
    .filter(([channel]) => channels.includes(channel ?? ""))
    .map(([channel = "", action = "", object = "", ...values]) => {
      if (values.length !== names.length)
        throw new Error(`${action}, ${object}: ${values.length} cells for ${names.length} people`);
      const cells = names.map((name, index): [Name, string] => [name, values[index] ?? ""]);
      return { channel, action, object, cells: cells.filter(([, value]) => value !== "-") };
    });
}

/** How many cells a set of rows holds. */
export const count = (rows: readonly Row[]) => rows.reduce((sum, { cells }) => sum + cells.length, 0);
