"use client";

import { report } from "./connection";

/** Whether an answer of the API came from another build than this page; the reader is told, and the page must not be read anew by itself. */
export function isOutdated(answer: Response): boolean {
  const build = answer.headers.get("x-kulla-build");
  const outdated = build !== null && build !== document.documentElement.dataset["build"];
  if (outdated) report({ outdated });
  return outdated;
}
