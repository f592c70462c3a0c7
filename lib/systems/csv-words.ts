import "server-only";
import { messagesIn } from "@/lib/kernel/messages";
import { headingsOf } from "./csv-columns";
import { valueFinder } from "./csv-read";

const both = [messagesIn("en").systems, messagesIn("sq").systems];

/** What columns of a table of systems are called, in the languages of the house. */
export const headings = headingsOf(both.map(({ catalogue, csv }) => ({ ...catalogue.fact, needs: csv.needs })));

/** Values of the closed lists by their words, in the languages of the house. */
export const valueByWord = valueFinder(
  both.map(({ kind, catalogue }) => ({ kind, exposure: catalogue.exposure, audience: catalogue.audience })),
);
