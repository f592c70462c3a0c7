import type { Metadata } from "next";
import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { KeyCaps } from "@/components/shell/key-caps";
import { inGroup, shortcutGroups } from "@/components/shell/shortcuts";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { requireActor } from "@/lib/access/actor";
import { paths } from "@/lib/entry/paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("help.shortcuts"))("title") };
}

/** All keys, from the table by which they work, and how this person has set them. */
export default async function ShortcutsPage() {
  const mode = (await requireActor()).shortcuts ?? "on";
  const [{ keys }, t] = [await getMessages(), await getTranslations("help.shortcuts")];
  return (
    <main id="content" className="mx-auto grid w-full max-w-3xl gap-4 p-4">
      <PageHeader title={t("title")} lead={keys.page.lead} />
      <p>
        {keys.page[mode]}{" "}
        <Link href={paths.me()} prefetch={false}>
          {keys.page.change}
        </Link>
      </p>
      {shortcutGroups.map((group) => (
        <section key={group} className="grid gap-2">
          <h2>{keys.groups[group]}</h2>
          <Table caption={keys.groups[group]} head={[keys.page.key, keys.page.does]}>
            {inGroup(group).map(({ id, press }) => (
              <tr key={id}>
                <th scope="row" className="w-48">
                  <KeyCaps press={press} mode={mode} single={group !== "writing"} or={keys.sheet.or} />
                </th>
                <td>{keys.does[id]}</td>
              </tr>
            ))}
          </Table>
        </section>
      ))}
    </main>
  );
}
