#!/usr/bin/env node
// A stand-in for the executable that Prisma downloads to write and compare migrations: same arguments, same
// messages, backed by the WebAssembly build of the engine that npm carries. For development only.
import { createRequire } from "node:module";
import { createDatabase, errorCode, plainUrl } from "./lib/engine/connection.mjs";
import { withClient } from "./lib/sql.mjs";

const { flags, words } = parse(process.argv.slice(2));
if (words[0] === "--version") {
  const { enginesVersion } = createRequire(import.meta.url)("@prisma/engines-version");
  console.log(`schema-engine-cli ${enginesVersion}`);
} else if (words[0] === "cli") {
  await answerOnce(words[1], flags.datasource?.url);
} else {
  const { serve } = await import("./lib/engine/rpc.mjs");
  serve(flags);
}

function parse(args) {
  const flags = { datamodels: [] };
  const words = [];
  const rest = [...args];
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === "--datamodels" || word === "-d") flags.datamodels.push(rest.shift());
    else if (word === "--datasource") flags.datasource = JSON.parse(rest.shift());
    else if (word.startsWith("--") && word !== "--version") flags[word.slice(2)] = rest.shift();
    else words.push(word);
  }
  return { flags, words };
}

async function answerOnce(question, url) {
  log("INFO", { message: "Starting schema engine CLI (WebAssembly)" });
  try {
    if (question === "can-connect-to-database") await withClient(plainUrl(url), (client) => client.query("select 1"));
    if (question === "create-database") await createDatabase(url);
  } catch (error) {
    log("ERROR", { message: error.message || String(error), error_code: errorCode(error) });
    process.exitCode = 1;
  }
}

function log(level, fields) {
  console.error(JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target: "schema_engine" }));
}
