import "server-only";
import { entryLines } from "@/lib/entries/api";
import { buildApi, json } from "@/lib/entry/http";
import type { Line } from "@/lib/entry/line";
import { openApiOf } from "@/lib/entry/openapi";
import { exportLines } from "@/lib/exports/api";
import { fileLines } from "@/lib/files/api";
import { foreignLines } from "@/lib/foreign/api";
import { importLines } from "@/lib/imports/api";
import { incidentLines } from "@/lib/incidents/api";
import { env } from "@/lib/kernel/env";
import { paletteLines } from "@/lib/palette/api";
import { peopleLines } from "@/lib/people/api";
import { systemLines } from "@/lib/systems/api";
import { outsideLines } from "@/lib/systems/outside-api";

const documentLine: Line = {
  method: "GET",
  path: "/openapi.json",
  does: "handle",
  open: true,
  handle: async () => json(apiDocument(), 200),
  says: "This document.",
};

/** Every line of the API: the route list, the document, the access matrix and the limits are made from it. */
export const lines: readonly Line[] = [
  ...peopleLines,
  ...incidentLines,
  ...fileLines,
  ...entryLines,
  ...importLines,
  ...exportLines,
  ...foreignLines,
  ...systemLines,
  ...outsideLines,
  ...paletteLines,
  documentLine,
];

let app: ReturnType<typeof buildApi> | undefined;

/** The API as one Hono app, built at first use. */
export const api = () => (app ??= buildApi(lines));

/** The OpenAPI document of this Kulla. */
export const apiDocument = () => openApiOf(lines, env().origin);
