import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFound } from "@/components/shell/not-found";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell.notFound"))("title") };
}

/** The same words whether a page does not exist or may not be seen. */
export default function NotFoundPage() {
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-4 sm:p-8">
      <NotFound />
    </main>
  );
}
