// Who may do what in the database: the owner makes tables, the runtime and the signer only use them.
import pg from "pg";
import { LOCALE } from "./cluster.mjs";

/** The three database roles, by their short names. */
export const ROLES = { owner: "kulla_owner", runtime: "kulla_runtime", signer: "kulla_signer" };

const LIMITS = "login nosuperuser nocreatedb nocreaterole noreplication nobypassrls";
const { escapeIdentifier, escapeLiteral } = pg;

/** Makes the roles, or gives them the passwords we know, in one transaction. */
export async function ensureRoles(admin, passwords) {
  const known = await admin.query("select rolname from pg_roles where rolname like 'kulla\\_%'");
  const names = new Set(known.rows.map((row) => row.rolname));
  await admin.query("begin");
  for (const [short, name] of Object.entries(ROLES)) {
    const password = `password ${escapeLiteral(passwords[short])}`;
    // An admin who is no superuser may set limits only while making a role.
    await admin.query(names.has(name) ? `alter role ${name} ${password}` : `create role ${name} ${LIMITS} ${password}`);
  }
  // The loader of exercises works with the rights of the people it speaks for, not with the owner's.
  await admin.query(`grant ${ROLES.runtime} to ${ROLES.owner}`);
  await admin.query("commit");
}

/** Makes the database, owned by the owner role and closed to everyone but the three, when it is not there. */
export async function ensureDatabase(admin, name, template = "template0") {
  const found = await admin.query("select from pg_database where datname = $1", [name]);
  if (found.rowCount > 0) return;
  const database = escapeIdentifier(name);
  const locale = `encoding 'UTF8' locale_provider ${LOCALE.provider} icu_locale '${LOCALE.icu}' locale '${LOCALE.libc}'`;
  const copied = template === "template0" ? locale : "";
  // Managed servers give an admin who is no superuser: such a one must belong to the owner to make it one.
  await admin.query(`grant ${ROLES.owner} to current_user`);
  await admin.query(
    `create database ${database} owner ${ROLES.owner} template ${escapeIdentifier(template)} ${copied}`,
  );
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to ${ROLES.runtime}, ${ROLES.signer}`);
}

/** The same server as `url`, as another user or in another database. */
export function urlAs(url, { role, password, database }) {
  const other = new URL(url);
  if (role) other.username = ROLES[role];
  if (password) other.password = encodeURIComponent(password);
  if (database) other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

/** The URL of each role for one database. */
export function roleUrls(url, passwords, database) {
  const entries = Object.keys(ROLES).map((role) => [role, urlAs(url, { role, password: passwords[role], database })]);
  return Object.fromEntries(entries);
}
