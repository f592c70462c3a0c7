// What each of Kulla's processes is told, and no more: a secret goes only to the process that needs it.
import { dataFolder } from "./paths.mjs";

/** The environment of each process, by its name. */
export function environments({ settings, secrets, urls, data = dataFolder, mode = "production" }) {
  const common = {
    ...process.env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.port),
    HOST: settings.host,
    KULLA_ORIGIN: settings.origin,
    KULLA_DATA: data,
    KULLA_DEMO: settings.demo ? "1" : "0",
  };
  const web = { NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || secrets.nextAuthSecret, NEXTAUTH_URL: settings.origin };
  return {
    server: { ...common, ...web, DATABASE_URL: urls.runtime, KULLA_DOOR_TOKEN: secrets.doorToken },
    worker: { ...common, DATABASE_URL: urls.runtime, KULLA_JOBS_TOKEN: secrets.jobsToken },
    signer: { ...common, DATABASE_URL: urls.signer },
    cli: { ...common, ...web, DATABASE_URL: urls.owner },
  };
}
