import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { requireActor } from "@/lib/access/actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("help.shortcuts"))("title") };
}

/** The keys, as components/shell/keys.tsx and the composer take them. */
export default async function ShortcutsPage() {
  await requireActor();
  const t = await getTranslations("help.shortcuts");
  const said = await getTranslations("composer.keys");
  const keys = [
    ["N", t("n")],
    ["Ctrl Enter", t("log")],
    ["Esc", t("escape")],
    [t("numbers"), t("kinds")],
    ["Alt T", said("time")],
    ["Alt P", said("precision")],
    ["Alt S", said("systems")],
    ["Alt V", said("audience")],
    ["Alt L", said("tlp")],
    ["Alt K", said("keyEvent")],
    ["Alt G", said("basis")],
    ["Alt B", said("behalf")],
    ["Alt A", said("attach")],
    ["@", said("name")],
    ["Tab", said("accept")],
    [".", t("newest")],
    ["?", t("help")],
  ];
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-4">
      <PageHeader title={t("title")} lead={t("lead")} />
      <Table caption={t("title")} head={[t("key"), t("does")]}>
        {keys.map(([key, does]) => (
          <tr key={key}>
            <th scope="row" className="whitespace-nowrap">
              <kbd className="rounded-sm border border-line-strong px-1.5 py-0.5">{key}</kbd>
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </Table>
    </main>
  );
}
