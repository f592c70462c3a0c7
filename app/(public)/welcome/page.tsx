import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { WelcomeForm } from "@/components/people/welcome-form";
import { PageHeader } from "@/components/ui/page-header";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.welcome"))("title") };
}

/** Where a one-time code from paper becomes a passkey or a password. */
export default async function WelcomePage() {
  const { people, shell } = await getMessages();
  const words = people.welcome;
  return (
    <main id="content" className="mx-auto w-full max-w-xl p-4">
      <PageHeader title={words.title} lead={words.lead} />
      <noscript>
        <p className="mb-4">{words.noScript}</p>
      </noscript>
      <WelcomeForm words={words} keys={{ ...people.firstKeys, ...people.totp }} formWords={shell.form} />
    </main>
  );
}
