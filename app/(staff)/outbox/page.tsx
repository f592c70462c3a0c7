import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { OutboxList } from "@/components/entries/outbox-list";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { env } from "@/lib/kernel/env";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("outbox"))("title") };
}

/** What this person wrote on this device and the server does not have. The server knows nothing of it. */
export default async function OutboxPage() {
  const actor = await requireActor();
  const { outbox, entries } = await getMessages();
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-4">
      <PageHeader title={outbox.title} lead={outbox.lead} />
      <OutboxList personId={actor.personId} zone={env().KULLA_ZONE} words={{ outbox, unsent: entries.unsent }} />
    </main>
  );
}
