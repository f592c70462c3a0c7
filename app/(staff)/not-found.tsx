import { NotFound } from "@/components/shell/not-found";

/** The same words whether a page does not exist or may not be seen. */
export default function NotFoundPage() {
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-4 sm:p-8">
      <NotFound />
    </main>
  );
}
