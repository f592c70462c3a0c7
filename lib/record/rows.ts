import "server-only";
import type pg from "pg";

const BATCH = 2000;

/** The rows of a query, a few at a time, so that any number of them fits; inside a transaction of the caller. */
export async function* rowsOf<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  query: string,
  values: unknown[] = [],
): AsyncGenerator<Row> {
  await client.query(`DECLARE record_rows NO SCROLL CURSOR FOR ${query}`, values);
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${BATCH} FROM record_rows`);
    yield* rows;
    if (rows.length < BATCH) break;
  }
  await client.query("CLOSE record_rows");
}
