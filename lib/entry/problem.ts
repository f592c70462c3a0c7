import "server-only";
import { readCookie } from "@/lib/kernel/cookies";
import { env } from "@/lib/kernel/env";
import { Refusal, type RefusalKind, refusalStatus } from "@/lib/kernel/errors";
import { newToken } from "@/lib/kernel/ids";
import { log } from "@/lib/kernel/log";
import { chooseLanguage, type Language, languageCookie } from "@/lib/kernel/preferences";
import { sayIn } from "@/lib/kernel/say";

/** An RFC 9457 problem document of the closed list (DESIGN §7), in the reader's language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  kind: RefusalKind;
  detail: string;
  because: string;
  fields?: Record<string, string>;
  reference?: string;
}

/** What a refusal, or a bug, looks like to whoever asked. A bug is logged with the reference that the person sees. */
export function problemOf(error: unknown, language: Language): Problem {
  const say = sayIn(language, "errors");
  if (!(error instanceof Refusal)) {
    const reference = newToken().slice(0, 6).toUpperCase();
    log().error({ reference, err: error }, "bug");
    return {
      type: "about:blank",
      title: say("kind.unavailable"),
      status: 500,
      kind: "unavailable",
      because: "bug",
      detail: say("bug", { reference }),
      reference,
    };
  }
  const because =
    error.because.startsWith("needs.") || error.because.startsWith("refusal.")
      ? sayIn(language, "access")(error.because, error.options.words)
      : say(`because.${error.because}`, error.options.words);
  const fields =
    error.options.fields &&
    Object.fromEntries(Object.entries(error.options.fields).map(([name, key]) => [name, say(`field.${key}`)]));
  return {
    type: `urn:kulla:problem:${error.kind}`,
    title: say(`kind.${error.kind}`),
    status: refusalStatus[error.kind],
    kind: error.kind,
    because: error.because,
    detail: because,
    ...(fields && { fields }),
  };
}

/** The language of whoever sent these headers, before we know who it is. */
export const languageOf = (headers: Headers): Language =>
  chooseLanguage({
    cookie: readCookie(headers.get("cookie"), languageCookie),
    accept: headers.get("accept-language"),
    house: env().KULLA_LANGUAGE,
  });

/** The same as an HTTP answer. */
export function problemResponse(error: unknown, requestHeaders: Headers): Response {
  const problem = problemOf(error, languageOf(requestHeaders));
  const headers = new Headers({
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
  });
  const after = error instanceof Refusal ? error.options.retryAfterSeconds : undefined;
  if (after) headers.set("retry-after", String(after));
  if (problem.status === 503 && !after) headers.set("retry-after", "2");
  // The rest of the body is not read, so nothing more can come over this connection.
  if (problem.status === 413) headers.set("connection", "close");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
