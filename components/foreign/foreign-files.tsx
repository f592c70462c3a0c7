import { useTranslations } from "next-intl";
import { FileLink } from "@/components/entries/file-link";
import { api } from "@/lib/entry/paths";
import type { ForeignRow } from "@/lib/foreign/views";
import { fileSize } from "@/lib/kernel/file-size";
import { visibleText } from "@/lib/kernel/visible-text";

/** Files that a line names: those that came are downloaded, those that did not are told with the hash by which they can be asked for. */
export function ForeignFiles({ row, log }: { row: ForeignRow; log: string }) {
  const t = useTranslations("foreign.log");
  const words = useTranslations("composer.line");
  const kept = row.files.filter(({ size }) => size !== null);
  return (
    <>
      {kept.length > 0 ? (
        <ul aria-label={words("files", { number: row.number ?? row.seq })} className="flex flex-wrap gap-2">
          {kept.map(({ name, sha256, size }) => (
            <li key={sha256} className="max-w-full">
              <FileLink
                href={api.foreignFile(log, sha256)}
                name={visibleText(name)}
                label={words("download", { name: visibleText(name) })}
              >
                {fileSize(size ?? 0)}
              </FileLink>
            </li>
          ))}
        </ul>
      ) : null}
      {row.files
        .filter(({ size }) => size === null)
        .map(({ name, sha256 }) => (
          <p key={sha256} className="text-sm text-ink-2 wrap-anywhere">
            {t.rich("absentFile", {
              name: visibleText(name),
              hash: sha256,
              code: (hash) => <code className="text-xs">{hash}</code>,
            })}
          </p>
        ))}
    </>
  );
}
