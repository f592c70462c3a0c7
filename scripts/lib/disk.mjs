// Room on the disk: better to say so at the start than to fail in the middle.
import { existsSync, statfsSync } from "node:fs";
import path from "node:path";
import { Sentence } from "./say.mjs";

const NEEDED_MB = 200;

/** Says in a sentence which disk is too full to start on. */
export function requireRoom(...folders) {
  for (const folder of folders) {
    let there = folder;
    while (!existsSync(there)) there = path.dirname(there);
    const { bavail, bsize } = statfsSync(there);
    const freeMb = Math.floor((bavail * bsize) / 1_048_576);
    if (freeMb < NEEDED_MB) {
      throw new Sentence(
        `The disk of ${folder} is full: ${freeMb} MB are free and Kulla needs ${NEEDED_MB} MB to start.`,
      );
    }
  }
}
