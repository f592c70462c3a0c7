// Documents may not name files that are gone: every path of the checkout that stands in backticks must exist.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";

const DOCUMENTS = /^(README|ARCHITECTURE)\.md$|^docs\/.*\.md$/;
const IN_BACKTICKS = /`([^`\s]+)`/g;
const FILE_NAME = /^[\w.[\]-]+\.(ts|tsx|mjs|cjs|js|json|sql|md|css|prisma)$/;

/** The paths that documents name and the checkout does not have, as "document: path". */
export async function missingPaths() {
  const files = await listFiles();
  const tops = new Set(files.map((file) => file.split("/")[0]));
  const names = new Set(files.map((file) => path.basename(file)));
  const isMissing = (word) => {
    if (FILE_NAME.test(word)) return !names.has(word);
    if (!word.includes("/") || !tops.has(word.split("/")[0])) return false;
    const pattern = patternOf(word);
    return !files.some((file) => pattern.test(file));
  };
  return files
    .filter((file) => DOCUMENTS.test(file))
    .flatMap((file) =>
      wordsOf(file)
        .filter(isMissing)
        .map((word) => `${file}: ${word}`),
    );
}

async function listFiles() {
  const { code, output } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard"]);
  return code === 0 ? output.trim().split("\n") : walk("");
}

/** For a checkout that came without git. */
function walk(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [file];
    return ["node_modules", ".git", ".next", "dist"].includes(entry.name) ? [] : walk(file);
  });
}

const wordsOf = (file) =>
  [...readFileSync(path.join(root, file), "utf8").matchAll(IN_BACKTICKS)].map((match) => match[1]);

/** A path may hold placeholders: `lib/<domain>/schema.ts`, `prisma/schema/*.prisma`. It may name a folder. */
function patternOf(word) {
  const plain = word.replace(/\/$/, "").replace(/[.[\]()+^$|\\]/g, "\\$&");
  return new RegExp(`^${plain.replace(/<[^>]+>|\*+/g, "[^/]+")}(/|$)`);
}
