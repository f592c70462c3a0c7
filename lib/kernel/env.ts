import "server-only";
import { z } from "zod";

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ""));

const Settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  KULLA_ORIGIN: url.optional(),
  DATABASE_URL: z.string().min(1, "must name a Postgres database"),
  KULLA_DATA: z.string().default(".kulla"),
  KULLA_DOOR_TOKEN: z.string().min(32).optional(),
  KULLA_JOBS_TOKEN: z.string().min(32).optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  KULLA_ZONE: z.string().default("Europe/Tirane"),
  KULLA_LANGUAGE: z.enum(["en", "sq"]).default("en"),
  KULLA_DUTY_DESK: z.string().default(""),
  KULLA_POOL: z.coerce.number().int().min(2).max(200).default(10),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  KULLA_SIGNER_KEY: z.string().optional(),
  KULLA_SIGN_EVERY: z.coerce.number().int().min(1).default(60),
  /** Looking from inside: 0 never, 1 always, otherwise only for incidents that are no exercise. */
  KULLA_INSIDE_CHECKS: z.enum(["0", "1", "real"]).default("real"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

/** `authority` is the host, with its port, of the origin. */
export type Env = z.output<typeof Settings> & { origin: string; authority: string; secure: boolean };

let settings: Env | undefined;

/**
 * The settings of this process, read once and checked.
 * @throws Error with one sentence per wrong setting
 */
export function env(): Env {
  if (settings) return settings;
  const parsed = Settings.safeParse(process.env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`Settings are wrong. ${lines.join("; ")}`);
  }
  const origin = parsed.data.KULLA_ORIGIN ?? `http://localhost:${parsed.data.PORT}`;
  settings = { ...parsed.data, origin, authority: new URL(origin).host, secure: origin.startsWith("https:") };
  return settings;
}
