// The WebAssembly build of Prisma's schema engine.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { EngineAdapter } from "./adapter.mjs";

const NOWHERE = "postgresql://localhost:1/none";

/** Where the engine writes the reason when it panics. */
export const panic = {
  message: "",
  set_message(text) {
    this.message = text;
  },
};

/** Loads the engine and answers a function that runs one piece of work with a fresh instance of it. */
export async function loadEngine({ datamodels, datasource }) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = panic;
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const file = path.join(path.dirname(script), "schema_engine_bg.wasm");
  const module = new WebAssembly.Module(readFileSync(file));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  // One engine for each call, because it cannot use its shadow connection twice.
  return async (work) => {
    const models = datamodels.map((name) => [name, readFileSync(name, "utf8")]);
    const adapter = new EngineAdapter(datasource?.url ?? NOWHERE, datasource?.shadowDatabaseUrl);
    const options = { datamodels: models.length > 0 ? models : undefined };
    try {
      return await work(await glue.SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(adapter)));
    } finally {
      await adapter.close();
    }
  };
}
