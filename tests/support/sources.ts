import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A source file, by its path from the root of the project. */
export interface Source {
  file: string;
  text: string;
}

/** The text of one file of the project. */
export const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Source files under some folders, with a name that fits. */
export function sources(folders: readonly string[], fits = /\.tsx?$/): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && fits.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith(path.join("prisma", "generated")))
      .map((file) => ({ file, text: read(file) })),
  );
}
