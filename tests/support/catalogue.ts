import type pg from "pg";

/** Schemas of Postgres itself, and of the job library, which keeps its own house (DESIGN §8). */
const FOREIGN = "('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')";

/** What the two roles that serve people and sign may call, and nothing else. Adding a line here is a decision; say in 0002 why the function is needed. */
const RUNTIME_CALLS = [
  ...[
    "begin",
    "session",
    "session_id",
    "person_id",
    "organisation_id",
    "is_admin",
    "is_system",
    "is_inside",
    "is_insider",
    "is_named_reader",
  ],
  ...[
    "incidents_as",
    "my_incidents",
    "clock",
    "ledger_append",
    "log_entries",
    "record_reads",
    "incident_refs",
    "next_incident_ref",
    "copy_duties",
  ],
  ...["is_empty", "ledger_position", "refuse_change", "tell_session_end", "tell_person_disabled"],
  ...["files_kept", "record_file_read", "is_overtaken"],
  ...["newer_for", "position_at", "be_here"],
  ...["ledger_append_many"],
  ...["knows_systems", "refuse_circle", "count_map_change"],
  ...["number_decision", "guard_decision", "guard_scope", "guard_preview", "guard_approval", "guard_delegation"],
  ...["guard_carrying", "guard_criterion", "guard_shut_down", "is_carried_out", "tell_passed_reviews", "guard_return"],
  ...["guard_carrying", "guard_criterion", "guard_shut_down", "is_carried_out"],
  ...["guard_signature", "guard_signed"],
  ...["is_watch", "probe_list", "watched", "confirm_seen", "end_probe_session"],
];
const SIGNER_CALLS = ["leaves_after", "keep_checkpoint"];

/** Functions that run with the owner's rights and so pass by row-level security: each checks for itself who asks. */
const DEFINERS = [
  ...[
    "begin",
    "session",
    "session_id",
    "person_id",
    "organisation_id",
    "is_admin",
    "is_system",
    "is_inside",
    "is_insider",
    "is_named_reader",
  ],
  ...[
    "incidents_as",
    "my_incidents",
    "ledger_append",
    "log_entries",
    "record_reads",
    "incident_refs",
    "next_incident_ref",
    "copy_duties",
  ],
  ...["leaves_after", "keep_checkpoint", "enrol_system", "speak_as", "issue_token", "is_empty", "ledger_position"],
  ...["files_kept", "record_file_read", "is_overtaken"],
  ...["position_at", "be_here"],
  ...["ledger_append_many"],
  ...["knows_systems", "refuse_circle", "count_map_change"],
  ...["number_decision", "guard_decision", "guard_scope", "guard_preview", "guard_approval", "guard_delegation"],
  ...["guard_carrying", "guard_criterion", "guard_shut_down", "is_carried_out", "tell_passed_reviews", "guard_return"],
  ...["guard_carrying", "guard_criterion", "guard_shut_down", "is_carried_out"],
  ...["guard_signature", "guard_signed"],
  ...["is_watch", "probe_list", "watched", "confirm_seen", "end_probe_session"],
];

/** Each rule: its name, and a query whose every row is one breach, in words. */
const RULES: Record<string, { sql: string; values?: unknown[] }> = {
  "tables are guarded": {
    sql: `SELECT c.oid::regclass || ' is not guarded' AS breach FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname NOT IN ${FOREIGN} AND n.nspname !~ '^pg_' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  },
  "views ask as the reader": {
    sql: `SELECT c.oid::regclass || ' shows what its owner sees' AS breach FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname NOT IN ${FOREIGN} AND n.nspname !~ '^pg_'
        AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false))`,
  },
  "definer functions are listed": {
    sql: `SELECT p.oid::regprocedure || ' runs as its owner' AS breach FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname NOT IN ${FOREIGN} AND p.prosecdef AND NOT (n.nspname = 'app' AND p.proname = ANY ($1))`,
    values: [DEFINERS],
  },
  "the list of definers is short": {
    sql: `SELECT wanted || ' is listed and not there' AS breach FROM unnest($1::text[]) wanted
      WHERE NOT EXISTS (SELECT 1 FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname = wanted AND p.prosecdef)`,
    values: [DEFINERS],
  },
  "definer functions pin their path": {
    sql: `SELECT p.oid::regprocedure || ' has no pinned search_path' AS breach FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname NOT IN ${FOREIGN} AND p.prosecdef AND NOT coalesce('search_path=pg_catalog, public' = ANY (p.proconfig), false)`,
  },
  "the runtime and the signer are nobody": {
    sql: `SELECT rolname || ' has a power' AS breach FROM pg_roles
      WHERE rolname IN ('kulla_runtime', 'kulla_signer') AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
      UNION ALL SELECT r.rolname || ' belongs to ' || m.roleid::regrole FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname IN ('kulla_runtime', 'kulla_signer')
      UNION ALL SELECT d.refobjid::regrole || ' owns ' || pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_shdepend d
        WHERE d.deptype = 'o' AND d.refclassid = 'pg_authid'::regclass AND d.refobjid::regrole::text IN ('kulla_runtime', 'kulla_signer') AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      UNION ALL SELECT 'kulla_owner has a power' FROM pg_roles WHERE rolname = 'kulla_owner' AND (rolsuper OR rolbypassrls)`,
  },
  "each role calls what is listed": {
    sql: `SELECT r.rolname || ' may call ' || p.oid::regprocedure AS breach FROM pg_roles r, pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE r.rolname IN ('kulla_runtime', 'kulla_signer') AND n.nspname NOT IN ${FOREIGN} AND has_function_privilege(r.rolname, p.oid, 'EXECUTE')
        AND NOT (n.nspname = 'app' AND p.proname = ANY (CASE r.rolname WHEN 'kulla_runtime' THEN $1::text[] ELSE $2::text[] END))`,
    values: [RUNTIME_CALLS, SIGNER_CALLS],
  },
  "the record takes no change": {
    sql: `SELECT r.rolname || ' may ' || lower(act) || ' ' || c.oid::regclass AS breach
      FROM pg_roles r, pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS act
      WHERE r.rolname IN ('kulla_runtime', 'kulla_signer') AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        AND c.relname IN ('entry', 'entry_body', 'entry_reader', 'ledger_head', 'log_counter', 'sensitive_read', 'checkpoint', 'foreign_log', 'foreign_bundle', 'foreign_line', 'foreign_body', 'foreign_person', 'foreign_file', 'foreign_line_file')
        AND (has_table_privilege(r.rolname, c.oid, act) OR (act IN ('INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege(r.rolname, c.oid, act)))`,
  },
  "the record has its guard": {
    sql: `SELECT name || ' may be changed by its owner' AS breach FROM unnest(ARRAY['entry', 'entry_body', 'entry_reader', 'checkpoint', 'foreign_log', 'foreign_bundle', 'foreign_line', 'foreign_body', 'foreign_person', 'foreign_file', 'foreign_line_file']) AS name
      WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = ('public.' || name)::regclass AND t.tgfoid = 'app.refuse_change'::regproc
        AND t.tgenabled <> 'D' AND t.tgtype & 58 = 58)`,
  },
  "nobody empties a table": {
    sql: `SELECT r.rolname || ' may truncate ' || c.oid::regclass AS breach FROM pg_roles r, pg_class c
      WHERE r.rolname IN ('kulla_runtime', 'kulla_signer') AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND has_table_privilege(r.rolname, c.oid, 'TRUNCATE')`,
  },
  "nothing is for everybody": {
    sql: `SELECT 'everybody has a right on ' || c.oid::regclass AS breach FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee = 0 AND c.relnamespace = 'public'::regnamespace
      UNION ALL SELECT 'a policy for everybody on ' || polrelid::regclass FROM pg_policy WHERE 0 = ANY (polroles) AND polrelid::regclass::text !~ '^graphile_worker'
      UNION ALL SELECT 'everybody may create in ' || nspname FROM pg_namespace, aclexplode(nspacl) a WHERE a.grantee = 0 AND a.privilege_type = 'CREATE' AND nspname NOT IN ${FOREIGN}`,
  },
};

export type Rule = keyof typeof RULES;
export const rules = Object.keys(RULES);

/** Every breach of the catalogue's rules in a database, as "rule: what". */
export async function breaches(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, { sql, values }] of Object.entries(RULES)) {
    const { rows } = await client.query<{ breach: string }>(sql, values);
    found.push(...rows.map(({ breach }) => `${rule}: ${breach}`));
  }
  return found;
}
