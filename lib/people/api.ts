import "server-only";
import type { Line } from "@/lib/entry/line";
import { doorLines } from "./door-api";
import { meLines } from "./me-api";
import { managingLines } from "./people-api";
import { sessionLines } from "./session-api";

/** People, organisations, roles, and everyone's own sign-in. */
export const peopleLines: Line[] = [...doorLines, ...sessionLines, ...meLines, ...managingLines];
