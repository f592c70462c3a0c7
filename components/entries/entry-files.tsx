import { useTranslations } from "next-intl";
import type { EntryRow } from "@/lib/entries/views";
import { api } from "@/lib/entry/paths";
import { fileSize } from "@/lib/kernel/file-size";
import { visibleText } from "@/lib/kernel/visible-text";
import type { KeptFile } from "@/lib/record/catalog";
import { FileLink } from "./file-link";

type Kind = "picture" | "film" | "pdf" | "archive" | "text" | "network" | "log" | "program" | "document" | "database";

const kinds: readonly [RegExp, Kind][] = [
  [/^image\//, "picture"],
  [/^video\//, "film"],
  [/\/pdf$/, "pdf"],
  [/zip|7z|xz|zstd|rar|tar/, "archive"],
  [/^text\//, "text"],
  [/pcap/, "network"],
  [/evtx/, "log"],
  [/executable|elf/, "program"],
  [/cfb/, "document"],
  [/sqlite/, "database"],
];

/** Files that belong to an entry: name, size, kind. They are downloaded, never opened here. */
export function EntryFiles({ entry, incidentRef }: { entry: EntryRow; incidentRef: string }) {
  const t = useTranslations("composer.line");
  if (entry.files.length === 0) return null;
  return (
    <ul aria-label={t("files", { number: entry.number })} className="flex flex-wrap gap-2">
      {entry.files.map((file) => (
        <li key={file.id} className="max-w-full">
          <FileLink
            href={api.file(incidentRef, file.id)}
            name={file.name}
            label={t("download", { name: visibleText(file.name) })}
          >
            {fileSize(file.size)} · {t(`kinds.${kindOf(file)}`)}
          </FileLink>
        </li>
      ))}
    </ul>
  );
}

/** The hash of each file, as it stands in the hashed line. */
export function FileHashes({ files }: { files: KeptFile[] }) {
  return (
    <ul className="grid gap-1">
      {files.map((file) => (
        <li key={file.id}>
          {visibleText(file.name)}, {fileSize(file.size)}{" "}
          <code className="block text-xs wrap-anywhere">{file.sha256}</code>
        </li>
      ))}
    </ul>
  );
}

const kindOf = ({ type }: KeptFile): Kind | "other" => kinds.find(([pattern]) => pattern.test(type))?.[1] ?? "other";
