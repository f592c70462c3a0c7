const longestRun = (text: string) => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** A text of any length as a fenced block, in which no reader of Markdown sees markup, links, images or HTML. The fence is longer than any in the text. */
export function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

/** A few words as a code span, on one line. Where they border on a backtick a space keeps it apart, which Markdown takes away again. */
export function span(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (!line) return "";
  const fence = "`".repeat(longestRun(line) + 1);
  const apart = /^`|`$/.test(line) ? " " : "";
  return fence + apart + line + apart + fence;
}
