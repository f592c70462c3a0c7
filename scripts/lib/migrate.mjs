// Applies prisma/migrations as `prisma migrate deploy` does, without the engine that Prisma would download:
// the same lock, the same table, the same refusals. Both may be used on one database.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { Sentence } from "./say.mjs";
import { runSqlFile } from "./sql.mjs";

/** The advisory lock that Prisma itself takes while it migrates. */
export const PRISMA_LOCK = 72707369;

const FOLDER = inRoot("prisma", "migrations");
const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** Applies what is missing, as the owner, who must hold PRISMA_LOCK; answers the names of what was applied. */
export async function migrate(owner) {
  await owner.query(TABLE);
  const files = migrationFiles();
  const applied = await appliedMigrations(owner, files);
  const missing = files.filter((file) => !applied.has(file.name));
  for (const file of missing) await apply(owner, file);
  return missing.map((file) => file.name);
}

function migrationFiles() {
  if (!existsSync(FOLDER)) return [];
  const paths = readdirSync(FOLDER)
    .sort()
    .map((name) => ({ name, path: `${FOLDER}/${name}/migration.sql` }));
  return paths
    .filter((file) => existsSync(file.path))
    .map((file) => ({ ...file, checksum: createHash("sha256").update(readFileSync(file.path)).digest("hex") }));
}

async function appliedMigrations(owner, files) {
  const { rows } = await owner.query(
    "select migration_name as name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  const checksums = new Map(files.map((file) => [file.name, file.checksum]));
  for (const row of rows) {
    if (!row.finished_at) {
      throw new Sentence(
        `Migration ${row.name} failed earlier. Mend it, then: npm run db -- migrate resolve --rolled-back ${row.name}`,
      );
    }
    if (!checksums.has(row.name)) {
      throw new Sentence(
        `The database has migration ${row.name}, which this version of Kulla does not know. Use a newer Kulla.`,
      );
    }
    if (checksums.get(row.name) !== row.checksum) {
      throw new Sentence(`Migration ${row.name} was edited after it was applied. Put the file back as it was.`);
    }
  }
  return new Set(rows.map((row) => row.name));
}

async function apply(owner, { name, path, checksum }) {
  const id = randomUUID();
  await owner.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
    id,
    checksum,
    name,
  ]);
  try {
    await runSqlFile(owner, path);
  } catch (error) {
    await owner.query("rollback");
    await owner.query("update _prisma_migrations set logs = $2 where id = $1", [id, error.message]);
    throw error;
  }
  await owner.query("update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1", [id]);
}
