import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { requireActor } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import { type Holder, roles } from "@/lib/access/roles";

const holders: readonly Holder[] = [...roles, "ADMIN"];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("help.permissions"))("title") };
}

/** The permission table as it decides, one column a role. */
export default async function PermissionsPage() {
  await requireActor();
  const [t, access] = await Promise.all([getTranslations("help.permissions"), getTranslations("access")]);
  return (
    <main id="content" className="mx-auto w-full max-w-[1680px] p-4">
      <PageHeader title={t("title")} lead={t("lead")} />
      <Table caption={t("title")} head={[t("verb"), t("where"), ...holders.map((role) => access(`role.${role}`))]}>
        {(Object.keys(permissions) as Permission[]).map((verb) => {
          const row = permissions[verb];
          const held: readonly Holder[] = row.roles;
          return (
            <tr key={verb}>
              <th scope="row" className="font-semibold">
                {access(`verb.${verb}`)}
              </th>
              <td className="text-ink-2">{t(`places.${row.where}`)}</td>
              {row.where === "anyone" ? (
                <td colSpan={holders.length}>{t("everyone")}</td>
              ) : (
                holders.map((role) => (
                  <td key={role} className={held.includes(role) ? "font-bold" : "text-ink-3"}>
                    {held.includes(role) ? t("yes") : t("no")}
                  </td>
                ))
              )}
            </tr>
          );
        })}
      </Table>
    </main>
  );
}
