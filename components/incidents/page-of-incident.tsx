import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { paths } from "@/lib/entry/paths";

/** The heading of a page of an incident, with the way back to its log above it. */
export function PageOfIncident(props: { incidentRef: string; back: string; title: string; lead?: ReactNode }) {
  const { incidentRef } = props;
  return (
    <div className="px-1">
      <p className="screen-only">
        <Link href={paths.incident(incidentRef)} prefetch={false}>
          {incidentRef}: {props.back}
        </Link>
      </p>
      <PageHeader title={props.title} lead={props.lead} />
    </div>
  );
}
