import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { paths } from "@/lib/entry/paths";
import { cn } from "@/lib/kernel/cn";

const pages = {
  people: paths.admin(),
  organisations: paths.adminOrganisations(),
  sessions: paths.adminSessions(),
  audit: paths.adminAudit(),
};

/** The frame of the administrator's pages. */
export function AdminFrame(props: {
  current: keyof typeof pages;
  title?: string;
  lead?: ReactNode;
  action?: ReactNode;
  /** For pages that are mostly forms. */
  narrow?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("people.admin");
  return (
    <main id="content" className={cn("mx-auto w-full p-4", props.narrow ? "max-w-3xl" : "max-w-6xl")}>
      <Tabs
        label={t("tabs.label")}
        tabs={Object.entries(pages).map(([name, href]) => ({
          href,
          label: t(`tabs.${name as keyof typeof pages}`),
          current: name === props.current,
        }))}
      />
      <div className="screen-only mt-4">
        <PageHeader title={props.title ?? t(`tabs.${props.current}`)} lead={props.lead} action={props.action} />
      </div>
      <div className="grid gap-4">{props.children}</div>
    </main>
  );
}

/** What somebody reads who has no business here. */
export function NotAdmin({ because }: { because: string }) {
  const t = useTranslations("people.admin");
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-4">
      <PageHeader title={t("title")} lead={because} />
    </main>
  );
}
