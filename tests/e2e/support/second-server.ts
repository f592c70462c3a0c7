import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { freePort } from "../../support/free-port";

/** A second front door on the same database, which a test may kill: cookies of the first do not open it. */
export interface Server {
  url: string;
  start: () => Promise<void>;
  /** As when the power fails. */
  kill: () => Promise<void>;
  alive: () => boolean;
  /** The sign-in cookie of a fresh session of a person, by e-mail. */
  signIn: (email: string) => Promise<{ name: string; value: string; url: string }>;
  /** Ends all sessions that `signIn` opened, as time does. */
  endSessions: () => Promise<void>;
}

const setting = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run these tests with: npm test -- e2e`);
  return value;
};
const token = () => randomBytes(32).toString("base64url");

/** One statement as the owner of the database: to stage what no page offers. */
export async function asOwner(text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: setting("E2E_OWNER_URL") });
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** Prepares it; nothing runs until `start`. `through` is what stands before it, and what browsers ask instead of it. */
export async function secondServer(through?: { url: string; leadTo: (port: number) => void }): Promise<Server> {
  const ownerUrl = setting("E2E_OWNER_URL");
  const database = new URL(ownerUrl).pathname;
  const runtimeUrl = Object.assign(new URL(setting("TEST_RUNTIME_URL")), { pathname: database }).href;
  const [port, doorToken, secret] = [await freePort(), token(), token()];
  const url = through?.url ?? `http://localhost:${port}`;
  through?.leadTo(port);
  const sessions: string[] = [];
  await asOwner("SELECT app.enrol_system('door', $1)", [doorToken]);
  let child: ChildProcess | undefined;
  const env = {
    ...{ PATH: process.env["PATH"], HOME: process.env["HOME"], NODE_ENV: "production" as const, LOG_LEVEL: "error" },
    ...{
      PORT: String(port),
      KULLA_ORIGIN: url,
      DATABASE_URL: runtimeUrl,
      KULLA_DATA: setting("KULLA_DATA"),
      KULLA_DOOR_TOKEN: doorToken,
      NEXTAUTH_SECRET: secret,
      NEXTAUTH_URL: url,
    },
  };

  async function start() {
    // Whoever kills it may still be at it; one that lives on would answer in place of the next.
    for (let tries = 0; child; tries += 1) {
      if (tries > 100) throw new Error("the second server runs already: what was to kill it did not");
      await new Promise((soon) => setTimeout(soon, 100));
    }
    child = spawn(process.execPath, [path.resolve("dist/server.mjs")], {
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    for (let tries = 0; tries < 600; tries += 1) {
      if (child.exitCode !== null) throw new Error(`the second server ended at once, with code ${child.exitCode}`);
      if (await answers(`http://localhost:${port}`)) return;
      await new Promise((soon) => setTimeout(soon, 100));
    }
    throw new Error("the second server did not start within a minute");
  }

  async function kill() {
    const dying = child;
    if (!dying) return;
    const gone = new Promise((done) => (dying.exitCode === null ? dying.once("exit", done) : done(null)));
    dying.kill("SIGKILL");
    await gone;
    if (child === dying) child = undefined;
  }

  async function signIn(email: string) {
    const { encode } = await import("next-auth/jwt");
    const session = token();
    sessions.push(session);
    await asOwner(
      `INSERT INTO session (token_hash, kind, person_id, aal, factor, device, expires_at, idle_seconds)
       SELECT sha256(convert_to($2, 'UTF8')), 'browser', id, 2, 'test', 'Test', now() + interval '1 hour', 1800 FROM person WHERE email = $1`,
      [email, session],
    );
    return { name: "kulla-session", value: await encode({ token: { token: session }, secret, maxAge: 3600 }), url };
  }

  const endSessions = () =>
    asOwner(
      "UPDATE session SET expires_at = now() WHERE token_hash IN (SELECT sha256(convert_to(t, 'UTF8')) FROM unnest($1::text[]) t)",
      [sessions],
    );

  return { url, start, kill, alive: () => child !== undefined, signIn, endSessions };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/livez`)).ok;
  } catch {
    return false;
  }
}
