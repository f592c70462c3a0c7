import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Sentence } from "@/lib/kernel/sentence";

/** A checkpoint that was kept somewhere else: the only thing that a rewritten database cannot satisfy. */
export interface OutsideCheckpoint {
  name: string;
  note: string;
}

/**
 * The checkpoints in these files; a folder stands for all that are in it.
 * @throws Sentence when one cannot be read
 */
export const readOutside = (names: readonly string[]): OutsideCheckpoint[] =>
  names.flatMap(filesIn).map((name) => ({ name, note: textOf(name) }));

/** @throws Sentence when the file cannot be read */
export function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Sentence(`The file ${file} cannot be read.`);
  }
}

function filesIn(name: string): string[] {
  if (!statSync(name, { throwIfNoEntry: false })?.isDirectory()) return [name];
  return readdirSync(name)
    .filter((file) => file.endsWith(".txt"))
    .map((file) => path.join(name, file));
}
