import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyForeign } from "@/lib/foreign/verify-foreign";
import { elsewhere, into, late } from "./staged";

describe("the check of foreign logs finds", () => {
  beforeAll(() => into(late));
  const changed = async (statement: string, says: RegExp) => {
    const client = new pg.Client({ connectionString: elsewhere.urls.admin });
    await client.connect();
    await client.query("SET session_replication_role = replica");
    await client.query("BEGIN");
    await client.query(statement);
    await client.query("SET LOCAL session_replication_role = origin");
    const verdict = await verifyForeignIn(client);
    await client.query("ROLLBACK").catch(() => {});
    await client.end();
    expect(verdict.ok).toBe(false);
    expect(verdict.problems.map(({ says: said }) => said).join("\n")).toMatch(says);
  };
  /** Inside a transaction that is rolled back: the check opens none of its own. */
  const verifyForeignIn = (client: pg.Client) => {
    const inside = new Proxy(client, {
      get: (target, name) =>
        name === "query"
          ? (text: string, values?: unknown[]) =>
              /^(BEGIN|ROLLBACK)/.test(text) ? Promise.resolve() : target.query(text, values)
          : Reflect.get(target, name),
    });
    return verifyForeign(inside);
  };
  const some =
    "(SELECT seq FROM foreign_line WHERE type = 'entry.logged' AND audience = 'incident' ORDER BY seq LIMIT 1)";
  test.each<[string, string, RegExp]>([
    ["other words", `UPDATE foreign_body SET body = body || ' ' WHERE seq = ${some}`, /words are not those/],
    ["another author", `UPDATE foreign_line SET actor_id = gen_random_uuid() WHERE seq = ${some}`, /columns are not/],
    [
      "another time",
      `UPDATE foreign_line SET occurred_at = occurred_at - interval '1 hour' WHERE seq = ${some}`,
      /columns are not/,
    ],
    ["another hashed text", `UPDATE foreign_line SET canon = canon || ' ' WHERE seq = ${some}`, /stored hash is not/],
    [
      "a hashed text with its hash",
      `UPDATE foreign_line SET canon = canon || ' ', leaf = sha256('\\x00'::bytea || convert_to(canon || ' ', 'UTF8')) WHERE seq = ${some}`,
      /not in the record that was signed/,
    ],
    [
      "another file",
      `INSERT INTO foreign_line_file SELECT log_id, seq, repeat('a', 64) FROM foreign_line WHERE seq = ${some}`,
      /other files than its words name/,
    ],
    ["a line that is gone", `DELETE FROM foreign_line WHERE seq = ${some}`, /is missing|are here/],
    ["another checkpoint", "UPDATE foreign_bundle SET root = sha256(root)", /is not the signed one/],
    [
      "another signer",
      "UPDATE foreign_log SET public_key = 'kulla/test+00000000+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'",
      /is not the signed one/,
    ],
  ])("%s", async (_what, statement, says) => {
    await changed(statement, says);
  });
  test("and without a change the owner cannot make one", async () => {
    for (const table of [
      "foreign_log",
      "foreign_bundle",
      "foreign_line",
      "foreign_body",
      "foreign_person",
      "foreign_file",
      "foreign_line_file",
    ])
      for (const act of [`UPDATE ${table} SET log_id = log_id`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
        await expect(
          elsewhere.client.query(table === "foreign_log" ? act.replaceAll("log_id", "ref") : act),
        ).rejects.toMatchObject({ code: "KU403" });
  });
});
