import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** Which key of the `errors.field` messages fits an issue; a schema may name its own by its message. */
function wordOf(issue: Issue): string {
  if (/^[a-z][a-z-]*$/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "too_small":
      return issue.origin === "string" && issue.minimum === 1 ? "required" : "too-small";
    case "too_big":
      return "too-big";
    case "unrecognized_keys":
      return "unknown-key";
    case "invalid_type":
      // Zod keeps what it was given out of its issues, for fear of logs; only its words tell nothing from something else.
      return issue.message.endsWith("received undefined") ? "required" : "wrong-type";
    case "invalid_value":
      return "not-in-list";
    case "invalid_union": {
      // Our unions are "empty, or …": the last branch is what was meant.
      const meant = issue.errors.at(-1)?.[0];
      return meant ? wordOf(meant) : "invalid";
    }
    default:
      return "invalid";
  }
}

/** Field path to message key, for a problem document and for the words beside the field. */
export function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of paths) fields[path.join(".")] ??= wordOf(issue);
  }
  return fields;
}
