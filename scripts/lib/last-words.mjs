// What a process said last, for the sentence that tells of its end.

/** ": words." or "."; without stacks, details and the frame of a log line. */
export function lastWords(text) {
  const line = text.split("\n").findLast((said) => said.trim() !== "" && !/^\s|^\}|^Node\.js v/.test(said));
  return line ? `: ${(messageOf(line) ?? line).slice(0, 300).replace(/\.$/, "")}.` : ".";
}

function messageOf(line) {
  try {
    const { msg, err } = JSON.parse(line);
    return err?.message ?? msg;
  } catch {
    return null;
  }
}
