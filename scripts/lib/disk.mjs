// Room on the disk: better to say so at the start than to fail in the middle.
import { existsSync, statfsSync } from "node:fs";
import path from "node:path";
import { Sentence } from "./say.mjs";

/** Says in a sentence which disk is too full for what is to be done. */
export function requireRoom(megabytes, purpose, ...folders) {
  for (const folder of folders) {
    let there = folder;
    while (!existsSync(there)) there = path.dirname(there);
    const { bavail, bsize } = statfsSync(there);
    const freeMb = Math.floor((bavail * bsize) / 1_048_576);
    if (freeMb < megabytes) {
      throw new Sentence(`The disk of ${folder} is full: ${freeMb} MB are free, and ${purpose} needs ${megabytes} MB.`);
    }
  }
}
