import { z } from "zod";
import { Ref } from "@/lib/incidents/schema";

/** A few letters, in one incident or in all. */
export const Find = z.strictObject({ q: z.string().trim().max(100).optional(), ref: Ref.optional() });
export type Find = z.output<typeof Find>;
