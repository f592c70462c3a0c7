// The engine's way to Postgres: @prisma/adapter-pg with what migrations need beyond it.
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { withClient } from "../sql.mjs";
import { plainUrl, schemaOf } from "./connection.mjs";

// The catalogue's one-byte type, which the adapter does not map, and the type it may be read as.
const CHAR = 18;
const BPCHAR = 1042;

/** Makes connections for one call of the engine; `close` ends all of them. */
export class EngineAdapter extends PrismaPg {
  #url;
  #shadowUrl;
  #open = [];

  constructor(url, shadowUrl) {
    super({ connectionString: plainUrl(url), max: 1 }, { schema: schemaOf(url) });
    this.#url = url;
    this.#shadowUrl = shadowUrl;
  }

  async connect() {
    return this.#keep(repaired(await super.connect()));
  }

  async connectToShadowDb() {
    if (this.#shadowUrl) {
      await withClient(plainUrl(this.#shadowUrl), empty);
      return this.#keep(await connectTo(this.#shadowUrl));
    }
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const here = plainUrl(this.#url);
    await withClient(here, (client) => client.query(`create database "${name}"`));
    const shadow = await connectTo(plainUrl(this.#url, name));
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await withClient(here, (client) => client.query(`drop database if exists "${name}" with (force)`));
    };
    return this.#keep(shadow);
  }

  async close() {
    const patience = () => new Promise((resolve) => setTimeout(resolve, 500));
    for (const connection of this.#open) await Promise.race([connection.dispose().catch(() => {}), patience()]);
  }

  #keep(connection) {
    this.#open.push(connection);
    return connection;
  }
}

const connectTo = async (url) =>
  repaired(await new PrismaPg({ connectionString: plainUrl(url), max: 1 }, { schema: schemaOf(url) }).connect());

async function empty(client) {
  const { rows } = await client.query("select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'");
  for (const { nspname } of rows) await client.query(`drop schema ${pg.escapeIdentifier(nspname)} cascade`);
  await client.query("create schema public");
}

/** Mends two things: the unknown column type, and scripts that the adapter would cut at every semicolon. */
function repaired(connection) {
  const [perform, query] = [connection.performIO.bind(connection), connection.queryRaw.bind(connection)];
  const oneByteColumns = new WeakMap();
  connection.performIO = async (request) => {
    const result = await perform(request);
    const fields = (result.fields ?? []).filter((field) => field.dataTypeID === CHAR);
    oneByteColumns.set(
      request,
      fields.map((field) => result.fields.indexOf(field)),
    );
    for (const field of fields) field.dataTypeID = BPCHAR;
    return result;
  };
  connection.queryRaw = async (request) => {
    const result = await query(request);
    for (const index of oneByteColumns.get(request) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  if (connection.startTransaction) {
    const start = connection.startTransaction.bind(connection);
    connection.startTransaction = async (...args) => repaired(await start(...args));
  }
  if (connection.executeScript) {
    connection.executeScript = (script) =>
      connection
        .underlyingDriver()
        .query(script)
        .then(
          () => {},
          (error) => connection.onError(error),
        );
  }
  return connection;
}
