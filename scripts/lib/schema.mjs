// Everything the database must hold before Kulla can run on it. All of it can be done again without harm.
import { existsSync } from "node:fs";
import { runMigrations } from "graphile-worker";
import { migrate, PRISMA_LOCK } from "./migrate.mjs";
import { inRoot } from "./paths.mjs";
import { ROLES } from "./roles.mjs";
import { runSqlFile, withClient } from "./sql.mjs";

const POLICIES = inRoot("prisma", "policies.sql");

/** Migrations, the job library's tables and the policies, as the owner; answers the migrations applied. */
export async function prepareSchema(ownerUrl) {
  return withClient(ownerUrl, async (owner) => {
    // Held until the connection closes, so that two programs that start at once do this one after the other.
    await owner.query("select pg_advisory_lock($1)", [PRISMA_LOCK]);
    const applied = await migrate(owner);
    await runMigrations({ connectionString: ownerUrl, logger: quiet });
    await owner.query(openJobsToRuntime);
    if (existsSync(POLICIES)) await runSqlFile(owner, POLICIES);
    return applied;
  });
}

/** Whether nobody has ever been entered, so that the database is free for the exercise. */
export async function isEmpty(ownerUrl) {
  const { rows } = await withClient(ownerUrl, (owner) => owner.query("select app.is_empty() as empty"));
  return rows[0].empty;
}

/** Lets the sign-in door and the jobs in with the tokens that only their processes are given. */
export async function enrolSystems(ownerUrl, { doorToken, jobsToken }) {
  await withClient(ownerUrl, async (owner) => {
    for (const [post, token] of Object.entries({ door: doorToken, jobs: jobsToken })) {
      await owner.query("select app.enrol_system($1, $2)", [post, token]);
    }
  });
}

const quiet = { error() {}, warn() {}, info() {}, debug() {}, scope: () => quiet };

// The job library switches row-level security on without a policy, so that only the owner gets through. Its rows
// are work orders of the program itself, so the runtime gets one policy a table that lets all of them through.
const openJobsToRuntime = `
do $$
declare
  tables cursor for
    select c.oid::regclass as name, c.relrowsecurity as guarded from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind in ('r', 'p');
begin
  grant usage on schema graphile_worker to ${ROLES.runtime};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${ROLES.runtime};
  grant usage on all sequences in schema graphile_worker to ${ROLES.runtime};
  grant execute on all functions in schema graphile_worker to ${ROLES.runtime};
  for t in tables loop
    if t.guarded and not exists (select from pg_policy where polrelid = t.name::regclass) then
      execute format('create policy runtime_works on %s to ${ROLES.runtime} using (true) with check (true)', t.name);
    end if;
  end loop;
end $$`;
