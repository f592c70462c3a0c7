import { unstable_rethrow } from "next/navigation";
import { log } from "@/lib/kernel/log";

/** Lets one part of a page fail without taking the rest with it: the composer must stay when the timeline cannot be read. */
export async function settled<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    unstable_rethrow(error);
    log().error({ err: error }, "page: a part could not be read");
    return null;
  }
}
