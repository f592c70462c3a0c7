import { useTranslations } from "next-intl";
import type { EntryDetail } from "@/lib/entries/views";
import { visibleText } from "@/lib/kernel/visible-text";

const isWeb = (url: string | null): url is string => url !== null && /^https?:\/\//.test(url);

/** What an entry rests on: attack techniques and the sources in which it can be read again. */
export function EntrySources(props: { entry: Pick<EntryDetail, "attack" | "sources"> }) {
  const t = useTranslations("entries.entry");
  const { attack, sources } = props.entry;
  return (
    <>
      {attack.length > 0 ? (
        <section>
          <h2>{t("attack")}</h2>
          <ul className="mt-1 grid gap-1">
            {attack.map((technique) => (
              <li key={technique.id}>
                <code>{technique.id}</code> {technique.name}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {sources.length > 0 ? (
        <section>
          <h2>{t("sources")}</h2>
          <ul className="mt-1 grid gap-1">
            {sources.map((source) => (
              <li key={source.id} className="wrap-anywhere">
                {isWeb(source.url) ? (
                  <a href={source.url} rel="noreferrer external" target="_blank">
                    {visibleText(source.title)}
                  </a>
                ) : (
                  visibleText(source.title)
                )}
                {source.date ? <span className="text-ink-2">, {source.date}</span> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
