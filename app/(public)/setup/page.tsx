import type { Metadata } from "next";
import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { SetupForm } from "@/components/people/setup-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { paths } from "@/lib/entry/paths";
import { isSetupOpen } from "@/lib/people/redeem";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.setup"))("title") };
}

/** Makes the first administrator of an empty Kulla, and is closed from then on. */
export default async function SetupPage() {
  const { people, shell } = await getMessages();
  const words = people.setup;
  return (
    <main id="content" className="mx-auto w-full max-w-xl p-4">
      <PageHeader title={words.title} lead={words.lead} />
      {(await isSetupOpen()) ? (
        <SetupForm
          words={words}
          welcome={people.welcome}
          keys={{ ...people.firstKeys, ...people.totp }}
          formWords={shell.form}
        />
      ) : (
        <EmptyState
          action={
            <Link href={paths.signIn()} prefetch={false}>
              {words.signIn}
            </Link>
          }
        >
          {words.closed}
        </EmptyState>
      )}
    </main>
  );
}
