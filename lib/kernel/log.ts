import "server-only";
import pino, { type Logger } from "pino";
import { env } from "./env";

let logger: Logger | undefined;

/** Process log, one JSON line each. Never a token, never the text of an entry. */
export const log = (): Logger =>
  (logger ??= pino({
    level: env().LOG_LEVEL,
    base: { pid: process.pid },
    redact: { paths: ["*.token", "*.password", "*.text", "*.body"], remove: true },
  }));
