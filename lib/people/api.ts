import "server-only";
import type { Line } from "@/lib/entry/line";
import { sessionLines } from "./session-api";

/** People, organisations, roles, and everyone's own sign-in. */
export const peopleLines: Line[] = [...sessionLines];
