import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { type DeskWords, OfflineDesk } from "@/components/entries/offline-desk";
import { env } from "@/lib/kernel/env";
import { messagesIn } from "@/lib/kernel/messages";
import type { Language } from "@/lib/kernel/preferences";
import { entryKinds } from "@/lib/record/catalog";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("outbox.offline"))("title") };
}

/** Public, and the same for everybody: a browser keeps it for the time without a server (ADR 015). Which language it speaks is decided there. */
export default async function OfflinePage() {
  const words = { en: wordsIn("en"), sq: wordsIn("sq") };
  return <OfflineDesk language={await getLocale()} words={words} kinds={entryKinds} zone={env().KULLA_ZONE} />;
}

function wordsIn(language: Language): DeskWords {
  const { composer, outbox, entries } = messagesIn(language);
  return {
    outbox,
    offline: outbox.offline,
    unsent: entries.unsent,
    composer: entries.composer,
    kinds: entries.kind,
    problem: { ...entries.composer.problem, ...composer.problem },
  };
}
