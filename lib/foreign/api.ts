import "server-only";
import { type Line, queryLine } from "@/lib/entry/line";
import { foreignLogQuery, foreignLogsQuery } from "./queries";

/** Records that were made in another Kulla: read only. They come in at the console. */
export const foreignLines: Line[] = [
  queryLine("/foreign-logs", foreignLogsQuery, { says: "Records made elsewhere that exist for you." }),
  queryLine("/foreign-logs/{id}", foreignLogQuery, {
    says: "One record made elsewhere, newest first, in pages of 50. `before` is the `next` of the page before.",
  }),
];
