import type { z } from "zod";
import { brokenReferences, isRecord, nameOf, type Problem, recordsOf } from "./references";
import { brokenRules } from "./rules";
import { ExerciseFile } from "./schema";

/** What a check of a file found: the file when all is well, else every problem with the id of its record. */
export type Checked = { file: ExerciseFile; problems: [] } | { file: null; problems: Problem[] };

/** Checks a whole file: its form, its references, and the rules of the record. Nothing is stored and nothing is looked up. */
export function checkExercise(raw: unknown, now: Date): Checked {
  if (!isRecord(raw)) return { file: null, problems: [{ id: "file", says: "must be a JSON object" }] };
  const parsed = ExerciseFile.safeParse(raw);
  const formal = parsed.success ? [] : parsed.error.issues.flatMap((issue) => problemOf(raw, issue));
  const problems = [...formal, ...brokenReferences(raw), ...brokenRules(raw, now)];
  return parsed.success && problems.length === 0 ? { file: parsed.data, problems: [] } : { file: null, problems };
}

function problemOf(raw: Record<string, unknown>, issue: z.core.$ZodIssue): Problem {
  const [list, index, ...rest] = issue.path.map(String);
  if (list === undefined) return { id: "file", says: issue.message };
  const record = Array.isArray(raw[list]) ? recordsOf([(raw[list] as unknown[])[Number(index)]])[0] : undefined;
  if (Array.isArray(raw[list]) && index !== undefined)
    return { id: nameOf(record, `${list}[${index}]`), says: said(rest, issue.message) };
  return {
    id: list,
    says: said(
      [index, ...rest].filter((step) => step !== undefined),
      issue.message,
    ),
  };
}

const said = (path: string[], message: string) => (path.length > 0 ? `${path.join(".")}: ${message}` : message);
