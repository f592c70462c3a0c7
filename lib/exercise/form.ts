import { z } from "zod";

/** The small parts of which an exercise file is made. */

const cannotBeKept = /\u0000|\p{Surrogate}/u;
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((said) => !cannotBeKept.test(said), "holds characters that no text can have");
export const words = (max: number) => text(max).min(1);
export const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/, "is no id");
export const Ids = z.array(z.string());
/** UTC, to the millisecond at most, because nothing finer is kept. */
export const Moment = z.iso
  .datetime()
  .refine((said) => !/\.\d{4,}Z$/.test(said), "is finer than a millisecond")
  .refine((said) => /^(19[7-9]|20\d)\d/.test(said), "is not between 1970 and 2099");
export const flag = z.enum(["public", "exercise"]);
export const filePrecisions = ["minute", "hour", "day", "month"] as const;
