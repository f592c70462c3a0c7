import { z } from "zod";

/** What the schemas of commands are made of; each message is a word of `errors.field`. */

/** A form sends "" for what is left empty. */
export const orNone = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();

/** The same where null takes a value away. */
export const orNull = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => null), z.null(), schema]).optional();

/** Text on one line, without signs that nobody can see. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "required")
    .max(max, "too-big")
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "invalid");

/** Why somebody does something, in a sentence. */
export const reason = (max = 500) => z.string().trim().min(3, "one-sentence").max(max, "too-big");

/** ISO 8601 with a zone; the form of a browser's clock is turned into it before it is sent. */
export const moment = z.iso.datetime({ offset: true, message: "time" });

/** A box that is ticked: a form sends "on". */
export const flag = z.union([z.boolean(), z.literal("on").transform(() => true)]);
