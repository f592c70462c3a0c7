// JSON-RPC over stdin and stdout, as Prisma's command line speaks it to its engine.
import readline from "node:readline";
import { createDatabase } from "./connection.mjs";
import { loadEngine, panic } from "./wasm.mjs";

const NATIVE_NAMES = { getDatabaseVersion: "version" };
const NEEDS_DIAGNOSIS = new Set(["evaluateDataLoss", "createMigration"]);
const ENGINE_ERROR = 4466;

/** Answers requests, one after the other, until stdin closes. */
export function serve(flags) {
  const engine = loadEngine(flags);
  let queue = Promise.resolve();
  let current;
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
  lines.on("line", (line) => {
    const request = line.trim() ? JSON.parse(line) : {};
    // Lines without a method are answers to our own `print`.
    if (!request.method) return;
    queue = queue.then(async () => {
      current = request.id;
      send({ id: request.id, ...(await answer(await engine, request, flags)) });
      current = undefined;
    });
  });
  lines.on("close", () => queue.then(() => process.exit(0)));
  // A panic of the engine comes as an uncaught error. Prisma takes a silent death for success, so the request
  // in flight is answered first.
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, (error) => {
      if (current !== undefined) send({ id: current, ...failure(error) });
      setTimeout(() => process.exit(7), 500);
    });
  }
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

async function answer(withEngine, { method, params }, flags) {
  try {
    return { result: (await call(withEngine, method, params, flags)) ?? {} };
  } catch (error) {
    return failure(error);
  }
}

function failure(error) {
  const data = {
    is_panic: Boolean(panic.message),
    message: panic.message || error?.message || String(error),
    error_code: error?.code ?? null,
    meta: error?.meta ?? null,
  };
  return { error: { code: ENGINE_ERROR, message: "An error happened. Check the data field for details.", data } };
}

async function call(withEngine, method, params, flags) {
  if (method === "createDatabase") {
    const named = params.datasource?.tag === "ConnectionString" ? params.datasource.url : flags.datasource?.url;
    return { databaseName: await createDatabase(named) };
  }
  const result = await withEngine(async (engine) => {
    const { migrationsList, filters } = params ?? {};
    if (NEEDS_DIAGNOSIS.has(method)) await engine.devDiagnostic({ migrationsList, filters });
    return engine[NATIVE_NAMES[method] ?? method](params);
  });
  if (method !== "diff" || result?.stdout == null) return result;
  // The native engine prints through a call of its own.
  send({ id: 1_000_000 + Math.floor(Math.random() * 1_000_000), method: "print", params: { content: result.stdout } });
  return { ...result, stdout: null };
}
