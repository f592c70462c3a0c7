import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { invalid, notFound } from "@/lib/kernel/errors";
import { fieldsOf } from "./fields";

/** One question of the API. Its answer is null when there is nothing that this actor may see. */
export interface Query<Input, Result> {
  name: string;
  input: z.ZodType<Input>;
  read: (actor: Actor, input: Input) => Promise<Result | null>;
}

export const defineQuery = <Input, Result>(query: Query<Input, Result>) => query;

/** @throws Refusal invalid, not-found */
export async function runQuery<Input, Result>(
  query: Query<Input, Result>,
  actor: Actor,
  raw: unknown,
): Promise<Result> {
  const parsed = query.input.safeParse(raw);
  if (!parsed.success) throw invalid(fieldsOf(parsed.error));
  const result = await query.read(actor, parsed.data);
  if (result === null) throw notFound();
  return result;
}
